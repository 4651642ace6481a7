//! Ctrl-C: the first stops at the next checkpoint, the second at once.

use heirloom_projections::rebuild::progress::Stop;

/// A stop that the next Ctrl-C asks for.
#[must_use]
pub(super) fn stop_on_ctrl_c() -> Stop {
    let stop = Stop::default();
    let asked = stop.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            asked.stop();
            eprintln!("stopping at the next checkpoint; Ctrl-C once more stops at once");
            if tokio::signal::ctrl_c().await.is_ok() {
                std::process::exit(130);
            }
        }
    });
    stop
}
