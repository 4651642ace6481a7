//! Why a file, or one recipe of it, could not be read.

/// Why a file, or one recipe of it, could not be read. Lines and columns count from 1, bytes from 0.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The bytes are no UTF-8.
    #[error("`{file}` is not UTF-8 at byte {offset}; convert it to UTF-8 first")]
    NotUtf8 {
        /// The file.
        file: String,
        /// Where the first bad byte is.
        offset: usize,
    },
    /// A zero byte, or `\u0000` in a text; no database takes it.
    #[error("`{file}` has a NUL character in line {line} (byte {offset}); remove it")]
    Nul {
        /// The file.
        file: String,
        /// The line.
        line: usize,
        /// The byte.
        offset: usize,
    },
    /// The file is larger than [`super::MAX_BYTES`].
    #[error("`{file}` has {size} bytes, more than {max}; split it", max = super::MAX_BYTES)]
    TooLarge {
        /// The file.
        file: String,
        /// Its size in bytes.
        size: usize,
    },
    /// Neither JSON nor HTML.
    #[error(
        "`{file}` is neither JSON nor HTML: it starts with `{start}`; give a schema.org/Recipe as JSON, NDJSON or HTML"
    )]
    UnknownFormat {
        /// The file.
        file: String,
        /// Its first characters.
        start: String,
    },
    /// JSON that breaks off, breaks the rules, or is nested too deeply.
    #[error("`{file}` line {line}, column {column}: not a JSON document that can be read")]
    Json {
        /// The file.
        file: String,
        /// The line in the file.
        line: usize,
        /// The column.
        column: usize,
        /// What the JSON reader says.
        #[source]
        source: serde_json::Error,
    },
    /// Nothing there is a recipe.
    #[error("`{file}` line {line}: no schema.org/Recipe found there")]
    NoRecipe {
        /// The file.
        file: String,
        /// The line.
        line: usize,
    },
    /// Entries of an array are no recipes.
    #[error("`{file}` line {line}: from here, {count} entries of the array are no schema.org/Recipe")]
    NotRecipes {
        /// The file.
        file: String,
        /// The line of the first.
        line: usize,
        /// How many.
        count: usize,
    },
    /// The recipe is nested deeper than any real document.
    #[error("`{file}` line {line}: nested more than {max} levels deep", max = super::find::MAX_DEPTH)]
    TooDeep {
        /// The file.
        file: String,
        /// The line.
        line: usize,
    },
}
