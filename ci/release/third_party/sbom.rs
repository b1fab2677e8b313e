//! The bill of materials, for programs that look for known defects: CycloneDX 1.5 in JSON.

use serde_json::{Value, json};

use super::{Graph, Package};

/// The bill of a graph. Its serial number is made of what it says, so that the same graph has the same bill.
pub fn render(graph: &Graph, timestamp: Option<&str>) -> Value {
    let program = component(&graph.program, "application");
    let components: Vec<Value> = graph.packages.iter().map(|package| component(package, "library")).collect();
    let all = std::iter::once(&graph.program).chain(&graph.packages);
    let dependencies: Vec<Value> =
        all.map(|package| json!({ "ref": package.purl(), "dependsOn": package.needs })).collect();
    let mut metadata = json!({ "component": program });
    if let Some(timestamp) = timestamp {
        metadata["timestamp"] = json!(timestamp);
    }
    let mut bill = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": metadata,
        "components": components,
        "dependencies": dependencies,
    });
    bill["serialNumber"] = json!(serial_number(&bill.to_string()));
    bill
}

fn component(package: &Package, kind: &str) -> Value {
    let mut component = json!({
        "type": kind,
        "bom-ref": package.purl(),
        "name": package.name,
        "version": package.version,
        // What only builds the program is not there when it runs.
        "scope": if package.is_linked { "required" } else { "excluded" },
        "licenses": [{ "expression": package.licence }],
        "purl": package.purl(),
    });
    if let Some(checksum) = &package.checksum {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    if let Some(repository) = &package.repository {
        component["externalReferences"] = json!([{ "type": "vcs", "url": repository }]);
    }
    component
}

/// A UUID of version 8, the one for digests, of a text.
fn serial_number(text: &str) -> String {
    let digest = blake3::hash(text.as_bytes());
    let mut bytes: [u8; 16] = digest.as_bytes()[..16].try_into().expect("16 bytes are 16 bytes");
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}
