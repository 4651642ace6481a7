//! `shopping@2`: exact amounts, each of which says where it comes from.
