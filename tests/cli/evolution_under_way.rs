//! An upgrade that is stopped, and two at once.

use std::time::Duration;

use heirloom::testing::ThrowawayLog;

use crate::kitchen::Kitchen;

/// Empty kitchen over a log that holds the cookbook at the first revision.
fn kitchen(log: &ThrowawayLog) -> Kitchen {
    let kitchen = Kitchen::at(log.url());
    kitchen.fill_at("initial");
    kitchen
}

fn active(kitchen: &Kitchen) -> String {
    let current = kitchen.json(&["revision", "current"]);
    current["active"]["revision"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

/// Killed at ever later moments, so at every phase that takes time; each next run goes on or begins anew,
/// and whatever was killed, readers have whole tables.
async fn an_upgrade_that_is_killed_goes_on_when_it_is_run_again(log: ThrowawayLog) {
    let kitchen = kitchen(&log);
    let mut delay = Duration::from_millis(20);
    let ended = loop {
        let mut upgrade = kitchen.heirloom(&["upgrade"]);
        let mut upgrade = upgrade.stdout(std::process::Stdio::null()).spawn().unwrap();
        tokio::time::sleep(delay).await;
        if let Some(status) = upgrade.try_wait().unwrap() {
            break status;
        }
        upgrade.kill().unwrap();
        upgrade.wait().unwrap();
        let listed = kitchen.json(&["recipe", "list", "--all"]);
        assert_eq!(listed["recipes"].as_array().map(Vec::len), Some(4));
        delay = delay * 3 / 2;
    };
    assert!(ended.success());
    assert_eq!(active(&kitchen), heirloom::revisions::head().name);
    assert_eq!(kitchen.run(&["verify"]).code, 0);
    assert_eq!(kitchen.run(&["downgrade", "-1"]).code, 0);
}

/// One of them is told that the other is at it, or finds it done.
async fn of_two_upgrades_at_once_one_goes_and_none_breaks(log: ThrowawayLog) {
    let kitchen = kitchen(&log);
    let both = [0, 1].map(|_| {
        let mut upgrade = kitchen.heirloom(&["upgrade"]);
        upgrade
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap()
    });
    let mut codes = both.map(|upgrade| {
        let output = upgrade.wait_with_output().unwrap();
        let code = output.status.code().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!([0, 6].contains(&code), "{code}: {said}");
        assert!(code == 0 || said.contains("another builder is at work"), "{said}");
        code
    });
    codes.sort_unstable();
    assert_eq!(codes[0], 0, "one of them went");
    let history = kitchen.json(&["revision", "history"]);
    let upgrades = history["activations"].as_array().unwrap();
    let upgrades = upgrades.iter().filter(|one| one["direction"] == "upgrade");
    assert_eq!(upgrades.count(), 1);
    assert_eq!(kitchen.run(&["verify", "tables"]).code, 0);
}

heirloom::on_each_database!(
    an_upgrade_that_is_killed_goes_on_when_it_is_run_again,
    of_two_upgrades_at_once_one_goes_and_none_breaks,
);
