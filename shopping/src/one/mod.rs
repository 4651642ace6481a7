//! `shopping@1`: the application's own rules, in floats, in its order.
