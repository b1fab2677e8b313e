//! How large images are, so that a page does not jump when they arrive.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::parse::html::{Tag, tags};
use crate::read::World;
use crate::text::FilePath;

/// So many bytes of an SVG file are searched for its first tag: comments and licences of programs stand before it.
const SVG_HEAD: usize = 16 * 1024;

/// The width and height of an image in CSS pixels, neither of them zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub width: u32,
    pub height: u32,
}

/// The sizes of the images of a site; each file is read once.
#[derive(Debug, Default)]
pub struct ImageSizes {
    known: Mutex<BTreeMap<FilePath, Arc<OnceLock<Option<Size>>>>>,
}

impl ImageSizes {
    /// The size of the image at `path`; `None` where it cannot be read or its format is not known.
    pub fn of(&self, world: &dyn World, path: &FilePath) -> Option<Size> {
        let size = {
            // Nothing is half done while the lock is held, so what a panic elsewhere left is as good as ever.
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(path.clone()).or_default())
        };
        *size.get_or_init(|| read(&world.read(path).ok()?))
    }
}

/// The size of the image that a file holds.
fn read(bytes: &[u8]) -> Option<Size> {
    match imagesize::blob_size(bytes) {
        Ok(size) => Size::new(u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?),
        Err(_) => svg(&String::from_utf8_lossy(&bytes[..bytes.len().min(SVG_HEAD)])),
    }
}

/// The size that the first tag of an SVG file gives, by itself or by the box that is shown.
fn svg(text: &str) -> Option<Size> {
    let tag = tags(text).find(|tag| tag.name == "svg")?;
    let shown = view_box(&tag);
    let [width, height] = ["width", "height"].map(|name| tag.attribute(name).and_then(pixels));
    let (width, height) = match (width, height, shown) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((across, down))) => (width, width * down / across),
        (None, Some(height), Some((across, down))) => (height * across / down, height),
        (_, _, shown) => shown?,
    };
    Size::new(rounded(width)?, rounded(height)?)
}

fn view_box(tag: &Tag<'_>) -> Option<(f64, f64)> {
    let value = tag.attribute("viewbox")?;
    let numbers: Option<Vec<f64>> = value
        .split(|char: char| char.is_whitespace() || char == ',')
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect();
    match numbers?[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    }
}

/// A length in pixels, which is what a number without a unit means; others depend on what is around the image.
fn pixels(length: &str) -> Option<f64> {
    length.trim().trim_end_matches("px").parse().ok().filter(|length| *length > 0.0)
}

fn rounded(length: f64) -> Option<u32> {
    let length = length.round().max(1.0);
    // Both ends were looked at, so nothing is cut off.
    // A larger image is a mistake in its file, and the size is only a hint to the browser.
    (length <= f64::from(u16::MAX)).then_some(length as u32)
}

impl Size {
    fn new(width: u32, height: u32) -> Option<Size> {
        (width > 0 && height > 0).then_some(Size { width, height })
    }

    /// The size at which the image is shown where its author gives one side or both.
    pub fn shown(self, width: Option<u32>, height: Option<u32>) -> Size {
        let scaled = |side: u32, of: u32, to: u32| {
            let length = (u64::from(side) * u64::from(to) + u64::from(of) / 2) / u64::from(of);
            u32::try_from(length.max(1)).unwrap_or(u32::MAX)
        };
        match (width, height) {
            (Some(width), Some(height)) => Size { width, height },
            (Some(width), None) => Size { width, height: scaled(self.height, self.width, width) },
            (None, Some(height)) => Size { width: scaled(self.width, self.height, height), height },
            (None, None) => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Memory;

    fn size(bytes: &[u8]) -> Option<(u32, u32)> {
        read(bytes).map(|size| (size.width, size.height))
    }

    #[test]
    fn sizes_are_read_from_the_first_bytes_of_a_file() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x40\0\0\0\xf0\x08\x06\0\0\0";
        assert_eq!(size(png), Some((320, 240)));
        assert_eq!(size(b"GIF89a\x10\0\x08\0\0\0\0"), Some((16, 8)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04\0\0\xff\xc0\0\x11\x08\0\x20\0\x40\x03";
        assert_eq!(size(jpeg), Some((64, 32)));
        let webp = b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x3f\0\0\x1f\0\0\0\0\0\0\0\0\0";
        assert_eq!(size(webp), Some((64, 32)));
    }

    #[test]
    fn drawings_have_the_size_that_they_give_or_that_of_what_they_show() {
        for (svg, expected) in [
            ("<?xml version=\"1.0\"?>\n<!-- 圖 --><svg width=\"24\" height='12px'>", Some((24, 12))),
            ("<!-- <svg width=\"1\" height=\"1\"> 一 --><svg width=\"9\" height=\"9\">", Some((9, 9))),
            ("<svg viewBox=\"0 0 640.4,480\" xmlns=\"x\">", Some((640, 480))),
            ("<svg width=\"100%\" height=\"100%\" viewBox=\"0 0 32 16\">", Some((32, 16))),
            ("<svg width=\"64\" viewBox=\"0 0 32 16\">", Some((64, 32))),
            ("<svg width=\"2em\">", None),
            ("<svg viewBox=\"0 0 0 16\">", None),
            ("<svg width=\"1e99\" height=\"1\">", None),
            ("<svgx width=\"1\" height=\"1\">", None),
        ] {
            assert_eq!(size(svg.as_bytes()), expected, "{svg}");
        }
    }

    #[test]
    fn what_is_no_image_has_no_size() {
        for bytes in
            [&b""[..], b"geen beeld", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a\0\0\0\0", b"<svg", b"RIFF"]
        {
            assert_eq!(size(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn a_side_that_the_author_leaves_out_follows_from_the_other() {
        let size = Size { width: 320, height: 240 };
        assert_eq!(size.shown(Some(100), None), Size { width: 100, height: 75 });
        assert_eq!(size.shown(None, Some(1)), Size { width: 1, height: 1 });
        assert_eq!(size.shown(Some(7), Some(9)), Size { width: 7, height: 9 });
    }

    #[test]
    fn a_file_that_is_gone_has_no_size_and_is_not_asked_for_twice() {
        let sizes = ImageSizes::default();
        let path = FilePath::new("media/方塊.svg");
        assert_eq!(sizes.of(&Memory::new([]), &path), None);
        let world = Memory::new([("media/方塊.svg", "<svg width=\"1\" height=\"1\">")]);
        assert_eq!(sizes.of(&world, &path), None);
        assert_eq!(ImageSizes::default().of(&world, &path), Some(Size { width: 1, height: 1 }));
    }
}
