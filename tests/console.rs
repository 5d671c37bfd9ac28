//! Console sessions: the data files in `console/`, and the blocks of the README and the manual.
//!
//! `TRYCMD=overwrite cargo test --test console` writes down what the tool says now; read the diff.

use std::path::Path;

use trycmd::TestCases;

/// Sessions run with this as today, unless they say `--today`.
const TODAY: &str = "2026-11-21";

#[test]
fn sessions() {
    cases().case("tests/console/*.toml").case("tests/console/*.trycmd");
}

#[test]
fn documentation() {
    let cases = cases();
    cases.case("docs/*.md");
    if Path::new("README.md").exists() {
        cases.case("README.md");
    }
}

fn cases() -> TestCases {
    #[expect(clippy::disallowed_methods, reason = "a vault of the developer's own would be read instead")]
    let vault = std::env::var_os("REKINDLE_VAULT");
    assert_eq!(vault, None, "unset REKINDLE_VAULT: the sessions bring their own vaults");
    let cases = TestCases::new();
    // A program that is not registered is skipped, so that the manual may show others.
    cases.register_bin("rekindle", Path::new(env!("CARGO_BIN_EXE_rekindle")));
    cases.env("REKINDLE_TODAY", TODAY);
    // No editor may open.
    cases.env("VISUAL", "");
    cases.env("EDITOR", "");
    cases
}
