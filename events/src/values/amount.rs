//! How much of an ingredient: one quantity, or a range of two.

use serde::{Deserialize, Serialize};

use super::{Quantity, QuantityError};

/// One exact quantity (`2`), or a range with both ends kept (`2–3`).
///
/// Written as `{"quantity":"2"}` or `{"quantity":"2","up_to":"3"}`.
///
/// ```
/// use heirloom_events::values::Amount;
/// assert_eq!(Amount::range("2".parse().unwrap(), "3".parse().unwrap()).unwrap().to_string(), "2–3");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// The quantity, or the lower end of the range.
    pub quantity: Quantity,
    /// The upper end, where it is a range; above `quantity`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to: Option<Quantity>,
}

/// Why two numbers are no [`Amount`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// The upper end is not above the lower one.
    #[error("range `{low}–{high}` does not go up; give the smaller end first")]
    NotAscending {
        /// The end given first.
        low: Quantity,
        /// The end given second.
        high: Quantity,
    },
    /// One end is no quantity.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
}

impl Amount {
    /// Exactly this much.
    #[must_use]
    pub fn exactly(quantity: Quantity) -> Self {
        Self {
            quantity,
            up_to: None,
        }
    }

    /// From `low` to `high`; equal ends are one quantity.
    ///
    /// # Errors
    /// Where `high` is below `low`.
    pub fn range(low: Quantity, high: Quantity) -> Result<Self, AmountError> {
        match low.cmp(&high) {
            std::cmp::Ordering::Less => Ok(Self {
                quantity: low,
                up_to: Some(high),
            }),
            std::cmp::Ordering::Equal => Ok(Self::exactly(low)),
            std::cmp::Ordering::Greater => Err(AmountError::NotAscending { low, high }),
        }
    }
}

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.up_to {
            None => write!(f, "{}", self.quantity),
            Some(high) => write!(f, "{}–{high}", self.quantity),
        }
    }
}
