//! What one stored event means today: usually one event, sometimes none or several.

use std::ops::Deref;

/// The events of today that one stored event stands for, in order.
///
/// Nearly always one. A later revision may split an old event into several, or drop it; then its place in
/// the log stays one place, and the index in here is the stable sub-position.
///
/// ```
/// use heirloom_events::Parts;
/// assert_eq!(Parts::from(7).len(), 1);
/// assert_eq!([7, 8].into_iter().collect::<Parts<_>>()[1], 8);
/// ```
#[derive(Clone, Debug)]
pub enum Parts<E> {
    /// One event, without an allocation.
    One(E),
    /// None, or several.
    Many(Vec<E>),
}

impl<E> Parts<E> {
    /// The one event that these are; none where they are none or several.
    pub fn only(self) -> Option<E> {
        let mut events = self.into_iter();
        events.next().filter(|_| events.len() == 0)
    }

    /// The same places with something else in them; nothing where one of them has none.
    pub fn try_map<F>(self, each: impl FnMut(E) -> Option<F>) -> Option<Parts<F>> {
        match self {
            Self::One(event) => {
                let mut each = each;
                each(event).map(Parts::One)
            }
            Self::Many(events) => events
                .into_iter()
                .map(each)
                .collect::<Option<Vec<_>>>()
                .map(Parts::Many),
        }
    }
}

impl<E: PartialEq> PartialEq for Parts<E> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<E> Deref for Parts<E> {
    type Target = [E];

    fn deref(&self) -> &[E] {
        match self {
            Self::One(event) => std::slice::from_ref(event),
            Self::Many(events) => events,
        }
    }
}

impl<E> From<E> for Parts<E> {
    fn from(event: E) -> Self {
        Self::One(event)
    }
}

impl<E> FromIterator<E> for Parts<E> {
    fn from_iter<I: IntoIterator<Item = E>>(events: I) -> Self {
        let mut events = events.into_iter();
        match (events.next(), events.next()) {
            (Some(one), None) => Self::One(one),
            (first, second) => Self::Many(first.into_iter().chain(second).chain(events).collect()),
        }
    }
}

impl<E> IntoIterator for Parts<E> {
    type Item = E;
    type IntoIter = IntoParts<E>;

    fn into_iter(self) -> IntoParts<E> {
        match self {
            Self::One(event) => IntoParts {
                one: Some(event),
                many: Vec::new().into_iter(),
            },
            Self::Many(events) => IntoParts {
                one: None,
                many: events.into_iter(),
            },
        }
    }
}

/// The events of [`Parts`], one by one.
#[derive(Debug)]
pub struct IntoParts<E> {
    one: Option<E>,
    many: std::vec::IntoIter<E>,
}

impl<E> Iterator for IntoParts<E> {
    type Item = E;

    fn next(&mut self) -> Option<E> {
        self.one.take().or_else(|| self.many.next())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = usize::from(self.one.is_some()) + self.many.len();
        (left, Some(left))
    }
}

impl<E> ExactSizeIterator for IntoParts<E> {}

impl<'a, E> IntoIterator for &'a Parts<E> {
    type Item = &'a E;
    type IntoIter = std::slice::Iter<'a, E>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
