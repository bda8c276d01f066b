import Kernel
import People
import Testing
import Timeline

@testable import Channels

@Suite struct `The progress of an import` {
    private let start = Instant(seconds: 1_000)

    @Test func `is one line with rate and time left`() {
        var progress = ImportProgress(startedAt: start, bytesTotal: 1_000)
        progress.bytesDone = 620
        progress.touchpoints = 1_240_000
        progress.rejected = 12
        #expect(progress.line(at: start.adding(.seconds(62))) == "████████████░░░░░░░░ 62 %  1,240,000 touchpoints  12 rejected  20,000/s  0:38 left")
    }

    @Test func `counts time left from where it went on`() {
        var progress = ImportProgress(startedAt: start, bytesTotal: 1_000)
        progress.bytesBefore = 500
        progress.bytesDone = 600
        #expect(progress.timeLeft(at: start.adding(.seconds(10))) == 40)
    }

    @Test func `of a pipe knows no end`() {
        var progress = ImportProgress(startedAt: start, bytesTotal: nil)
        progress.touchpoints = 900
        #expect(progress.line(at: start.adding(.seconds(1))) == "900 touchpoints  900/s")
        #expect(progress.line(at: start) == "900 touchpoints  0/s")
    }

    @Test func `shows hours when there are some`() {
        #expect(ImportProgress.clock(7_530) == "2:05:30")
        #expect(ImportProgress.clock(67) == "1:07")
        #expect(ImportProgress.grouped(-1_234_567) == "-1,234,567")
        #expect(ImportProgress.grouped(999) == "999")
    }
}
