#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The only way the product asks what time it is. Tests pass a fixed one.
package typealias Now = @Sendable () -> Instant

/// The clock of the machine.
@Sendable package func systemNow() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
}
