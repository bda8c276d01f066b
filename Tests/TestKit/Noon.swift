package import Kernel

/// The clock of the tests: it always stands at 2026-03-02T12:00:00Z, a Monday.
@Sendable package func noon() -> Instant { Instant(seconds: 1_772_452_800) }
