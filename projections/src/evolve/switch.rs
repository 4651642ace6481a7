//! Switching to versions that were built, forth and back.

use heirloom_events::StreamKey;
use heirloom_events::values::HouseholdId;

use super::names;
use crate::Engine;
use crate::error::Result;
use crate::read_db::{Activation, SwitchStats, Switching};
use crate::rebuild::progress::Progress;
use crate::rebuild::switch::{refuse_parked, switch};
use crate::target::{Bound, Generation, Model, Phase, Role, Target, Version};

/// What a switch to other versions did.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct Switched {
    /// What became live.
    pub shown: Vec<String>,
    /// What was live and stands by now.
    pub hidden: Vec<String>,
    /// What was built, is not shown and stands by from now on.
    pub stood_by: Vec<String>,
    /// What it took.
    pub stats: SwitchStats,
}

impl Engine {
    /// Lets the views show exactly these versions, hides the projections of these names altogether, and
    /// makes a revision active, all of it in one transaction. What is live in its version already stays as
    /// it is, so the full state of a revision may be given. No rows move; what is shown is caught up first.
    ///
    /// # Errors
    /// [`Error::VersionGone`](crate::Error::VersionGone) where a version has no verified tables: it must be
    /// built first. [`Error::ParkedStreams`](crate::Error::ParkedStreams) where streams stand still in what
    /// is to be shown that do not in what is live, unless that is accepted.
    /// [`Error::RevisionMoved`](crate::Error::RevisionMoved), [`Error::Busy`](crate::Error::Busy): nothing
    /// changed.
    pub async fn switch_to(
        &self,
        show: &[Version],
        hide: &[&str],
        activation: Option<&Activation>,
        accept_parked: bool,
        progress: &dyn Progress,
    ) -> Result<Switched> {
        let models = self.models_of(show)?;
        let mut projections = names(&models);
        let hide: Vec<&str> = self
            .known_names()
            .into_iter()
            .filter(|name| hide.contains(name) && !projections.contains(name))
            .collect();
        projections.extend(&hide);
        let _lock = self.db.lock_builder(&projections).await?;
        let live = self.live(&projections).await?;
        let switching = Switching {
            activation: activation.cloned(),
            ..self.switching(&models, live, &hide).await?
        };
        if !accept_parked {
            self.refuse_newly_parked(&switching).await?;
        }
        let stats = switch(self, &switching, progress).await?;
        let told = |bounds: &[Bound]| bounds.iter().map(|bound| bound.target.to_string()).collect();
        Ok(Switched {
            shown: told(&switching.show),
            hidden: told(&switching.hide),
            stood_by: switching.stand_by.iter().map(ToString::to_string).collect(),
            stats,
        })
    }

    /// What changes: the newest tables of each version that is not live, and what makes room for them.
    async fn switching(&self, models: &[Model], live: Vec<Bound>, hidden: &[&str]) -> Result<Switching> {
        let generations = self.db.generations().await?;
        let is_live = |model: &&Model| live.iter().any(|bound| bound.target.is_of(**model));
        let mut show = Vec::new();
        for model in models.iter().filter(|model| !is_live(model)) {
            show.push(self.showable(*model, &generations)?);
        }
        let shown: Vec<Target> = show.iter().map(|bound| bound.target.clone()).collect();
        let leaves = |name: &str| hidden.contains(&name) || shown.iter().any(|t| t.projection == name);
        let stands_by = |g: &&Generation| {
            let built = g.role == Role::Building && g.phase == Phase::Verified;
            built && leaves(&g.target.projection) && !shown.contains(&g.target)
        };
        Ok(Switching {
            stand_by: generations
                .iter()
                .filter(stands_by)
                .map(|g| g.target.clone())
                .collect(),
            hide: live
                .into_iter()
                .filter(|bound| leaves(bound.model.name()))
                .collect(),
            show,
            activation: None,
        })
    }

    /// Streams that stand still in what is live as well are no reason to stay: a downgrade must not fail for
    /// what it does not make worse.
    async fn refuse_newly_parked(&self, switching: &Switching) -> Result<()> {
        for bound in &switching.show {
            let old = switching
                .hide
                .iter()
                .find(|old| old.target.projection == bound.target.projection);
            let mut still: Vec<(HouseholdId, StreamKey)> = Vec::new();
            if let Some(old) = old {
                let parked = self.db.parked(&old.target, None).await?;
                still.extend(parked.into_iter().map(|one| (one.household, one.stream)));
            }
            let parked = self.db.parked(&bound.target, None).await?;
            let is_new =
                |household, stream: &StreamKey| !still.iter().any(|(h, s)| *h == household && s == stream);
            if parked.iter().any(|one| is_new(one.household, &one.stream)) {
                refuse_parked(self, std::slice::from_ref(bound), false).await?;
            }
        }
        Ok(())
    }
}
