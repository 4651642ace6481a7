//! Panics of steps, caught and told, not printed.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

thread_local! {
    static CATCHING: Cell<bool> = const { Cell::new(false) };
    static SAID: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Calls it; a panic comes back in its own words, with its place in the source.
///
/// A hook notes the words and leaves every panic elsewhere to the hook that was there before: a log with a
/// million events that make a step panic shall not print a million traces.
///
/// # Errors
/// What the panic said.
pub fn caught<T>(step: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !CATCHING.get() {
                return before(panic);
            }
            let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line()));
            let text = panic.payload().downcast_ref::<String>().map(String::as_str);
            let words = text.or_else(|| panic.payload().downcast_ref::<&str>().copied());
            let words = words.unwrap_or("without a word");
            let said = format!("`{words}` at {}", place.unwrap_or_default());
            SAID.set(Some(said));
        }));
    });
    let outer = CATCHING.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(step));
    CATCHING.set(outer);
    outcome.map_err(|_| SAID.take().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_comes_back_in_its_own_words() {
        assert_eq!(caught(|| 1), Ok(1));
        let said = caught(|| assert_eq!(1, 2, "they differ")).unwrap_err();
        assert!(
            said.contains("they differ") && said.contains("caught.rs"),
            "{said}"
        );
    }
}
