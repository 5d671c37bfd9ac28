//! The file name of a new note: in the style of the others, and valid on every file system.

use std::path::Path;

use crate::model::composed;

/// How the notes of a vault are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileNameStyle {
    /// `blumenhof-nurseries`
    Kebab,
    /// `blumenhof_nurseries`
    Snake,
    /// `Blumenhof Nurseries`
    Name,
}

/// In bytes; longer names are not possible everywhere, given their folder and what programs append.
const LONGEST: usize = 120;

/// The name of a file, without its extension; none if it has no letter or digit.
pub(super) fn stem<'a>(name: &str, others: impl Iterator<Item = &'a str>) -> Option<String> {
    let stem = match style(others) {
        FileNameStyle::Kebab => words(name).join("-"),
        FileNameStyle::Snake => words(name).join("_"),
        FileNameStyle::Name => as_it_is(name),
    };
    if !stem.contains(char::is_alphanumeric) {
        return None;
    }
    let end = stem.floor_char_boundary(LONGEST);
    let stem = stem[..end].trim_end_matches([' ', '-', '_', '.']).to_owned();
    Some(if is_reserved(&stem) { format!("{stem}-client") } else { stem })
}

fn style<'a>(others: impl Iterator<Item = &'a str>) -> FileNameStyle {
    let (mut kebab, mut snake, mut name) = (0, 0, 0);
    for path in others {
        let stem = Path::new(path).file_stem().unwrap_or_default().to_string_lossy();
        if stem.contains(|c: char| c.is_uppercase() || c == ' ') {
            name += 1;
        } else if stem.contains('_') {
            snake += 1;
        } else {
            kebab += 1;
        }
    }
    if name > kebab.max(snake) {
        FileNameStyle::Name
    } else if snake > kebab {
        FileNameStyle::Snake
    } else {
        FileNameStyle::Kebab
    }
}

/// The words of a name in lower case, European letters without their diacritics.
fn words(name: &str) -> Vec<String> {
    let spelled = composed(name).replace('&', " and ").replace('+', " plus ");
    let spoken = spelled.chars().filter(|c| !matches!(c, '\'' | '’' | '`'));
    let plain: String = spoken.flat_map(char::to_lowercase).map(|c| folded(c).unwrap_or(c.into())).collect();
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// A letter without its diacritic, which some systems do not keep as it is.
fn folded(c: char) -> Option<String> {
    const TABLE: [(&str, &str); 21] = [
        ("äæ", "ae"),
        ("öøœ", "oe"),
        ("ü", "ue"),
        ("ß", "ss"),
        ("þ", "th"),
        ("åàáâãāą", "a"),
        ("çćč", "c"),
        ("ďđð", "d"),
        ("èéêëēęě", "e"),
        ("ğ", "g"),
        ("ìíîïīı", "i"),
        ("ł", "l"),
        ("ñńň", "n"),
        ("òóôõōő", "o"),
        ("ř", "r"),
        ("śšş", "s"),
        ("ťţ", "t"),
        ("ùúûūůű", "u"),
        ("ýÿ", "y"),
        ("źżž", "z"),
        // Combining characters, as some keyboards write them after the letter.
        ("\u{300}\u{301}\u{302}\u{303}\u{307}\u{308}\u{30a}\u{30c}\u{327}\u{328}", ""),
    ];
    TABLE.iter().find(|(marked, _)| marked.contains(c)).map(|(_, plain)| (*plain).to_owned())
}

/// The name itself without the characters that file systems or links do not allow.
fn as_it_is(name: &str) -> String {
    let is_allowed = |c: char| !"<>:\"/\\|?*#^[]".contains(c) && !c.is_control() && !c.is_whitespace();
    let words: Vec<&str> = name.split(|c| !is_allowed(c)).filter(|word| !word.is_empty()).collect();
    words.join(" ").trim_matches(['.', ' ']).to_owned()
}

/// Whether Windows reserves a name for a device, or it is that of a file about its folder.
fn is_reserved(stem: &str) -> bool {
    let first = stem.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let numbered = first.strip_prefix("com").or_else(|| first.strip_prefix("lpt"));
    matches!(first.as_str(), "con" | "prn" | "aux" | "nul" | "readme" | "changelog")
        || numbered.is_some_and(|digit| digit.len() == 1 && digit.chars().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn names_become_files() {
        const KEBAB: &[&str] = &["clients/harbor-foods.md", "clients/anders.md"];
        const NAMES: &[&str] = &["Harbor Foods.md", "Anders.md", "x/old-one.md"];
        const SNAKE: &[&str] = &["harbor_foods.md"];
        let cases: &[(&str, &[&str], Option<&str>)] = &[
            ("Harbor Foods", KEBAB, Some("harbor-foods")),
            ("Harbor Foods", NAMES, Some("Harbor Foods")),
            ("Harbor Foods", SNAKE, Some("harbor_foods")),
            ("Harbor Foods", &[], Some("harbor-foods")),
            ("Kessel & Söhne, Köln", KEBAB, Some("kessel-and-soehne-koeln")),
            ("O’Brien's Café", KEBAB, Some("obriens-cafe")),
            ("Cafe\u{301}", KEBAB, Some("cafe")),
            ("三井物産", KEBAB, Some("三井物産")),
            ("../../etc/passwd", KEBAB, Some("etc-passwd")),
            ("../../etc/passwd", NAMES, Some("etc passwd")),
            ("AC/DC: Live?", NAMES, Some("AC DC Live")),
            (".hidden.", NAMES, Some("hidden")),
            ("Con", KEBAB, Some("con-client")),
            ("NUL", NAMES, Some("NUL-client")),
            ("com1", KEBAB, Some("com1-client")),
            ("Comet", KEBAB, Some("comet")),
            ("Readme", NAMES, Some("Readme-client")),
            ("!!!", KEBAB, None),
            ("", KEBAB, None),
        ];
        for (name, others, expected) in cases {
            assert_eq!(stem(name, others.iter().copied()).as_deref(), *expected, "{name}");
        }
        let long = stem(&"ö".repeat(300), NAMES.iter().copied()).unwrap();
        assert!(long.len() <= 120 && long.starts_with('ö'));
    }
}
