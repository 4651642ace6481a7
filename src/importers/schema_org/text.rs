//! Cleans texts of HTML, in a restrained way: known tags and entities only; `<1 litre` stays.

/// A text without HTML: line breaks for `<br>` and `<p>`, characters for entities; trimmed.
pub(super) fn cleaned(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.trim().to_owned();
    }
    // Twice, since many publishing systems escape what is escaped already: `&amp;#39;`, `&lt;p&gt;`.
    let once = decoded(&without_tags(text));
    let twice = decoded(&without_tags(&once));
    let lines: Vec<&str> = twice.lines().map(str::trim).collect();
    lines.join("\n").trim().to_owned()
}

/// As [`cleaned`], on one line if tags parted it.
pub(super) fn cleaned_line(text: &str) -> String {
    if !text.contains('<') {
        cleaned(text)
    } else {
        cleaned(text).replace('\n', " ")
    }
}

const BLOCKS: &[&str] = &[
    "br", "p", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6",
];
const INLINE: &[&str] = &[
    "a", "b", "i", "u", "em", "strong", "span", "sup", "sub", "small", "font", "img", "td", "table", "tbody",
    "mark",
];

fn without_tags(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        kept.push_str(&rest[..open]);
        let tag = &rest[open..];
        match tag_of(tag) {
            Some((block, length)) => {
                kept.push_str(if block { "\n" } else { "" });
                rest = &tag[length..];
            }
            None => {
                kept.push('<');
                rest = &tag[1..];
            }
        }
    }
    kept.push_str(rest);
    if kept.contains("\n\n\n") {
        kept.replace("\n\n", "\n")
    } else {
        kept
    }
}

/// Whether a known tag at the start breaks the line, and its length. Tags are short: the search is bounded.
fn tag_of(text: &str) -> Option<(bool, usize)> {
    let inner = text[1..].trim_start_matches('/');
    let name: String = inner
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .take(8)
        .collect::<String>()
        .to_ascii_lowercase();
    let after = inner[name.len()..].chars().next()?;
    let block = BLOCKS.contains(&name.as_str());
    let known = (block || INLINE.contains(&name.as_str())) && matches!(after, '>' | '/' | ' ' | '\n' | '\t');
    let end = known
        .then(|| text.bytes().take(1000).position(|b| b == b'>'))
        .flatten()?;
    Some((block, end + 1))
}

fn decoded(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        kept.push_str(&rest[..at]);
        let entity = &rest[at + 1..];
        let end = entity.bytes().take(12).position(|b| b == b';');
        match end.and_then(|end| character(&entity[..end]).map(|c| (c, end))) {
            Some((c, end)) => {
                kept.push(c);
                rest = &entity[end + 1..];
            }
            None => {
                kept.push('&');
                rest = entity;
            }
        }
    }
    kept.push_str(rest);
    kept
}

/// The character of an entity's name or number. NUL is none.
fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| *c != '\0');
    }
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)
}

const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("frac12", '½'),
    ("frac14", '¼'),
    ("frac34", '¾'),
    ("frac13", '⅓'),
    ("frac23", '⅔'),
    ("frac18", '⅛'),
    ("frasl", '\u{2044}'),
    ("deg", '°'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("rsquo", '’'),
    ("lsquo", '‘'),
    ("rdquo", '”'),
    ("ldquo", '“'),
    ("times", '×'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("ecirc", 'ê'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("acirc", 'â'),
    ("ccedil", 'ç'),
    ("ntilde", 'ñ'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("iacute", 'í'),
    ("oacute", 'ó'),
    ("uacute", 'ú'),
    ("icirc", 'î'),
    ("ocirc", 'ô'),
    ("aring", 'å'),
    ("oslash", 'ø'),
    ("aelig", 'æ'),
    ("bull", '•'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
];
