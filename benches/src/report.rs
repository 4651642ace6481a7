//! What is printed: tables for people on stdout, progress on stderr.

use anyhow::Result;
use comfy_table::{CellAlignment, Table, presets::NOTHING};

use crate::psql::Psql;
use crate::scratch::Scratch;

/// Says on stderr what is going on.
pub(crate) fn progress(what: &str) {
    eprintln!("bench: {what}");
}

/// What the figures were measured on.
///
/// # Errors
/// Where the database does not say its version.
pub(crate) fn host(scratch: &Scratch) -> Result<String> {
    let cpus = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpus.lines().find_map(|line| line.strip_prefix("model name"));
    let model = model
        .and_then(|line| line.split_once(": "))
        .map_or("unknown processor", |(_, name)| name.trim());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let database = match scratch {
        Scratch::Sqlite { .. } => "SQLite".to_owned(),
        Scratch::Postgres { url, .. } => postgres(&Psql::on(url))?,
    };
    Ok(format!("{cores} × {model}, {database}"))
}

fn postgres(psql: &Psql) -> Result<String> {
    let settings = psql.run(
        "SELECT 'PostgreSQL ' || split_part(current_setting('server_version'), ' ', 1) || ', shared_buffers ' \
         || current_setting('shared_buffers') || ', fsync ' || current_setting('fsync');",
    )?;
    Ok(settings.trim().to_owned())
}

/// The median; 0 of nothing.
pub(crate) fn median(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    match (numbers.len(), numbers.len() / 2) {
        (0, _) => 0.0,
        (len, middle) if len % 2 == 1 => numbers[middle],
        (_, middle) => f64::midpoint(numbers[middle - 1], numbers[middle]),
    }
}

/// A table with one header line, numbers to the right.
pub(crate) fn table(header: &[&str], lines: impl IntoIterator<Item = Vec<String>>) -> Table {
    let mut table = Table::new();
    table.load_preset(NOTHING).set_header(header.to_vec());
    for line in lines {
        table.add_row(line);
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

/// A rate as people read it: `1.8k`, `240k`, `950`.
pub(crate) fn rate(per_second: f64) -> String {
    match per_second {
        rate if rate >= 100_000.0 => format!("{:.0}k", rate / 1_000.0),
        rate if rate >= 1_000.0 => format!("{:.1}k", rate / 1_000.0),
        rate => format!("{rate:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_one_or_between_the_middle_two() {
        assert_eq!(median([3.0, 1.0, 2.0].into_iter()), 2.0);
        assert_eq!(median([4.0, 1.0, 2.0, 3.0].into_iter()), 2.5);
        assert_eq!(median(std::iter::empty()), 0.0);
    }

    #[test]
    fn rates_are_short() {
        assert_eq!([950.2, 1_840.0, 239_700.0].map(rate), ["950", "1.8k", "240k"]);
    }
}
