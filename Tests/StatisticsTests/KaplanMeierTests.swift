import Statistics
import Testing

@Suite struct `A survival curve` {
    /// Remission in weeks of the 21 treated patients of Freireich et al. 1963, the field's textbook example.
    let treated = KaplanMeier(Self.relapses.map { .init(time: $0, happened: true) } + Self.censored.map { .init(time: $0, happened: false) })

    private static let relapses: [Double] = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    private static let censored: [Double] = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]

    @Test func `falls as the textbook says`() {
        #expect(treated.n == 21)
        #expect(close(treated.survival(at: 5), 1, 0))
        #expect(close(treated.survival(at: 6), 0.857143, 1e-6))
        #expect(close(treated.survival(at: 10), 0.752941, 1e-6))
        #expect(close(treated.survival(at: 23), 0.448179, 1e-6))
        #expect(close(treated.survival(at: 99), 0.448179, 1e-6))
        #expect(treated.median == 23)
    }

    @Test func `has Greenwood's error and the log-log interval`() {
        #expect(close(treated.standardError(at: 6), 0.076360, 1e-6))
        #expect(close(treated.standardError(at: 23), 0.134591, 1e-6))
        #expect(close(treated.interval(at: 6)?.low, 0.619718, 1e-6))
        #expect(close(treated.interval(at: 6)?.high, 0.951552, 1e-6))
    }

    @Test func `counts them to whom it happened before them whose watch ended at the same time`() {
        let tied = KaplanMeier([.init(time: 1, happened: false), .init(time: 1, happened: true)])
        #expect(tied.survival(at: 1) == 0.5)
        #expect(tied.steps.first?.atRisk == 2)
    }

    @Test(arguments: [6, 9, 10, 23, 99] as [Int64]) func `tells the share to whom it has happened as the curve does`(time: Int64) {
        let repeated = { (weeks: [Double]) in weeks.flatMap { [$0, $0] }.map { Int64($0) } }
        let found = KaplanMeier.happened(by: time, repeated(Self.relapses), watched: repeated(Self.censored))
        let twice = KaplanMeier(
            (Self.relapses + Self.relapses).map { .init(time: $0, happened: true) }
                + (Self.censored + Self.censored).map { .init(time: $0, happened: false) })
        #expect(close(found.value, 1 - (twice.survival(at: Double(time)) ?? 0), 1e-12) && found.n == 42)
        #expect(close(found.interval?.low, 1 - (twice.interval(at: Double(time))?.high ?? 0), 1e-12))
        #expect(close(found.interval?.high, 1 - (twice.interval(at: Double(time))?.low ?? 0), 1e-12))
    }

    @Test func `of none or of all has ends that are exactly so`() {
        for n in 1...3_000 {
            #expect(Proportion(0, of: n).interval?.low == 0 && Proportion(n, of: n).interval?.high == 1)
        }
    }

    @Test func `has an interval also where it has happened to nobody, or to everybody`() {
        let (nobody, everybody) = (
            KaplanMeier.happened(by: 5, [], watched: [], never: 40), KaplanMeier.happened(by: 5, Array(repeating: 1, count: 40), watched: [])
        )
        #expect(
            nobody.value == 0 && close(nobody.interval?.high, 0.0876, 1e-3) && everybody.value == 1 && close(everybody.interval?.low, 0.9124, 1e-3))
        #expect(KaplanMeier.happened(by: 5, [1], watched: []) == .tooFew(n: 1) && KaplanMeier.happened(by: 5, [], watched: []) == .none)
    }

    @Test func `has no median while more than half are left`() {
        #expect(KaplanMeier([.init(time: 1, happened: true), .init(time: 2, happened: false), .init(time: 2, happened: false)]).median == nil)
    }

    @Test func `reaches one half although fractions are rounded`() {
        let ten = KaplanMeier((1...10).map { .init(time: Double($0), happened: true) })
        #expect(ten.median == 5)
        #expect(ten.survival(at: 10) == 0)
        #expect(ten.interval(at: 10) == nil)
    }

    @Test func `of nobody is not known`() {
        #expect(KaplanMeier([]).survival(at: 1) == nil)
        #expect(KaplanMeier([]).median == nil)
    }
}
