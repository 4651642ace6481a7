//! The plan of a week as the log has it.

use chrono::{DateTime, NaiveDate, Utc};
use heirloom_events::{Recorded, StreamKey, StreamType};

use crate::audit::AsOf;
use crate::cli::exit::Usage;
use crate::cli::session::Session;
use crate::commands::Loaded;
use crate::commands::plan::week::iso_week;
use crate::commands::plan::week_id;

/// A week's plan up to a version of it.
pub(super) struct Week {
    pub(super) monday: NaiveDate,
    /// As it was then.
    pub(super) then: Loaded,
    /// How many versions it has in all.
    pub(super) newest: u64,
    /// The moment that is looked at; none: now.
    pub(super) moment: Option<DateTime<Utc>>,
}

impl Week {
    /// The plan of the week that begins on that day.
    ///
    /// # Errors
    /// Where it has no such version, or the log fails.
    pub(super) async fn load(
        session: &Session,
        monday: NaiveDate,
        as_of: AsOf,
        recorded: bool,
    ) -> anyhow::Result<Self> {
        let key = StreamKey::new(StreamType::Plan, week_id(session.household(), monday));
        let commands = session.heirloom().commands();
        let loaded = commands.load(session.household(), &key).await?;
        let newest = loaded.version();
        let time = |event: &Recorded| match recorded {
            true => event.recorded_at,
            false => event.occurred_at(),
        };
        let (version, moment) = match as_of {
            AsOf::Latest => (newest, None),
            AsOf::Time(asked) => {
                let before = loaded.events.iter().take_while(|event| time(event) <= asked);
                (before.count() as u64, Some(asked))
            }
            AsOf::Version(asked) if asked <= newest => {
                let last = loaded.events[..usize::try_from(asked)?].last();
                (asked, Some(last.map_or(DateTime::UNIX_EPOCH, time)))
            }
            AsOf::Version(asked) => anyhow::bail!(Usage(format!(
                "the plan of {} has no version {asked}; its newest is version {newest}",
                iso_week(monday)
            ))),
        };
        Ok(Self {
            monday,
            then: loaded.at(version),
            newest,
            moment,
        })
    }

    /// The same as it is now.
    pub(super) async fn now(session: &Session, monday: NaiveDate) -> anyhow::Result<Self> {
        Self::load(session, monday, AsOf::Latest, false).await
    }

    /// `2026-W05`.
    pub(super) fn name(&self) -> String {
        iso_week(self.monday)
    }
}
