//! `heirloom check`: what differs between revisions.
