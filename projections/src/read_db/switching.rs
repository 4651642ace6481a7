//! What a switch does, and what it took.

use crate::Dialect;
use crate::target::{Bound, Target};

/// What changes in one transaction. See [`ReadDb::switch`](super::ReadDb::switch).
#[derive(Clone, Debug, Default)]
pub struct Switching {
    /// What becomes live; the views show it.
    pub show: Vec<Bound>,
    /// What is live and will not be any more: what `show` replaces, and the projections that are hidden
    /// altogether. Views that they have and `show` has not are dropped; their tables stay, as standby.
    pub hide: Vec<Bound>,
    /// What was built and is not shown: it becomes standby.
    pub stand_by: Vec<Target>,
    /// The revision that becomes active with it.
    pub activation: Option<Activation>,
}

impl Switching {
    /// Shows these instead of those.
    #[must_use]
    pub fn replacing(hide: Vec<Bound>, show: Vec<Bound>) -> Self {
        Self {
            show,
            hide,
            ..Self::default()
        }
    }

    /// Every view of what is shown: the projection, its name, and whether it is one of its tables.
    fn shown_views(&self, dialect: Dialect) -> Vec<&'static str> {
        self.show.iter().flat_map(|bound| views(bound, dialect)).collect()
    }

    /// Views that go, without another in their place, in a fixed order.
    pub(super) fn dropped_views(&self, dialect: Dialect) -> Vec<&'static str> {
        let shown = self.shown_views(dialect);
        let hidden = self.hide.iter().flat_map(|bound| views(bound, dialect));
        hidden.filter(|name| !shown.contains(name)).collect()
    }

    /// Every view that changes.
    pub(super) fn views(&self, dialect: Dialect) -> Vec<&'static str> {
        let mut all = self.shown_views(dialect);
        all.extend(self.dropped_views(dialect));
        all
    }

    /// What is done, for messages.
    pub(super) fn what(&self) -> &'static str {
        match (self.show.is_empty(), self.hide.is_empty()) {
            (true, true) => "change the active revision",
            (true, false) => "take the views away",
            _ => "let the views show the new tables",
        }
    }
}

fn views(bound: &Bound, dialect: Dialect) -> Vec<&'static str> {
    let tables = bound.model.tables().iter().map(|table| table.name);
    let extra = bound.model.ddl(dialect).views.iter().map(|view| view.name);
    tables.chain(extra).collect()
}

/// Which way a revision became active. The names are on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// The first one of a log.
    Init,
    /// To a newer one.
    Upgrade,
    /// To an older one.
    Downgrade,
}

impl Direction {
    /// Its name in the `direction` column.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Init => "init",
            Self::Upgrade => "upgrade",
            Self::Downgrade => "downgrade",
        }
    }
}

/// The next row of `revisions`: it is written in the transaction of the switch, or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activation {
    /// The revision that becomes active.
    pub revision: String,
    /// Which way.
    pub direction: Direction,
    /// Who did it.
    pub actor: String,
    /// Why.
    pub reason: Option<String>,
    /// How many events the log had: the point to restore a backup to.
    pub events: u64,
    /// The revision that must still be active; empty: none yet.
    pub expected_active: String,
}

/// What a switch took.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
pub struct SwitchStats {
    /// How many tries it took.
    pub tries: u32,
    /// For how long the last try kept others out, in milliseconds: on PostgreSQL readers of the views that
    /// change, on SQLite other writers.
    pub locked_ms: f64,
}
