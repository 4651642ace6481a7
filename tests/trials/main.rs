mod laws;
mod support;
