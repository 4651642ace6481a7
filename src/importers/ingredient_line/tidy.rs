//! The working text: one kind of space, of dash and of fraction slash, no bullets, no Markdown emphasis.

/// The working text of a line. Only the reading uses it; the line is kept as typed.
pub(super) fn tidy(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Kept apart from `/`, since only the plain slash may also mean "two or three".
            '\u{2044}' | '\u{2215}' => plain.push('\u{2044}'),
            '\u{2013}' | '\u{2012}' | '\u{2010}' | '\u{2011}' | '\u{2212}' => plain.push('-'),
            '\u{ff5e}' | '\u{2248}' | '\u{223c}' => plain.push('~'),
            '\u{201d}' | '\u{2033}' => plain.push('"'),
            '\u{2019}' => plain.push('\''),
            '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{fe0f}' | '\u{ad}' => {}
            c if c.is_whitespace() || c.is_control() => plain.push(' '),
            c => plain.push(c),
        }
    }
    collapse(&without_emphasis(without_bullet(plain.trim())))
}

fn without_bullet(text: &str) -> &str {
    let bullets = [
        '•', '‣', '▪', '◦', '·', '●', '○', '☐', '□', '✓', '✔', '▢', '■', '►', '➢', '»', '›', '–', '—',
    ];
    let rest = text.trim_start_matches(|c: char| bullets.contains(&c) || c == ' ');
    let rest = ["- [ ] ", "- [x] ", "[ ] ", "- ", "* ", "+ ", "-- "]
        .iter()
        .find_map(|mark| rest.strip_prefix(mark))
        .unwrap_or(rest);
    rest.trim()
}

/// Drops `*` wherever it stands, and `_` at the edge of a word; inside a word it is part of a name.
fn without_emphasis(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let after = letters.peek().copied().unwrap_or(' ');
        let inside = before.is_alphanumeric() && after.is_alphanumeric();
        // `2 * 400 g` is a product.
        let product = c == '*'
            && before == ' '
            && after == ' '
            && kept.trim_end().ends_with(|c: char| c.is_ascii_digit());
        match c {
            '*' if product => kept.push('×'),
            '*' => {}
            '_' if !inside => {}
            '`' => {}
            c => kept.push(c),
        }
        before = c;
    }
    kept
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Does the text show a digit or a vulgar fraction?
pub(super) fn shows_a_number(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit() || vulgar(c).is_some())
}

/// Numerator and denominator of a vulgar fraction character.
pub(super) fn vulgar(c: char) -> Option<(i128, i128)> {
    Some(match c {
        '¼' => (1, 4),
        '½' => (1, 2),
        '¾' => (3, 4),
        '⅐' => (1, 7),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    })
}
