//! Any bytes are a configuration: it is read, or refused with places within the file.

#![no_main]

use std::fs;

use libfuzzer_sys::fuzz_target;
use rekindle::vault::{CONFIGURATION, OpenError, Vault};

fuzz_target!(|bytes: &[u8]| {
    // The configuration has no entrance but its file.
    let folder = tempfile::tempdir().expect("a folder for the configuration");
    fs::write(folder.path().join(CONFIGURATION), bytes).expect("the configuration can be written");
    if let Err(OpenError::Settings { problems, .. }) = Vault::settings(folder.path()) {
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
        assert!(!problems.is_empty());
        assert!(problems.iter().all(|problem| problem.place.line <= lines));
    }
});
