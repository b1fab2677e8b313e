//! What is printed, and how.

use std::io::{self, IsTerminal, Write};

/// Prints a result on standard output. A reader that stops listening (`| head`) is no error.
pub fn result(text: &str) -> Result<(), super::Stop> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(super::Stop::outside(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Prints an error with its way out on standard error.
pub fn error(message: &str) {
    note(&format!("error: {message}"));
}

/// Prints a line on standard error.
pub fn note(message: &str) {
    // There is nowhere left to report that standard error is closed.
    let _ = writeln!(io::stderr().lock(), "{message}");
}

/// Whether results go to a person's terminal.
pub fn stdout_is_terminal() -> bool {
    io::stdout().is_terminal()
}
