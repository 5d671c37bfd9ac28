//! Any bytes are read the same by the quick ways and by the parsers, places included.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rekindle::model::settings::Settings;
use rekindle::note::Reader;

fuzz_target!(|bytes: &[u8]| {
    let settings = Settings::default();
    let (quick, thorough) = (Reader::new(&settings), Reader::new(&settings).thorough());
    let same = quick.look("note.md", bytes, |quick| {
        thorough.look("note.md", bytes, |thorough| {
            assert_eq!(quick.note, thorough.note);
            assert_eq!(quick.places, thorough.places);
        })
    });
    assert!(matches!(same, Some((_, Some(_)))));
});
