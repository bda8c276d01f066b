import Statistics
import Testing

@Suite struct `The normal distribution` {
    @Test(
        arguments: [
            (0, 0.5), (1, 0.841_344_746_068_543), (-1.959_963_984_540_054, 0.025), (-6, 9.865_876_450_376_98e-10),
        ] as [(Double, Double)])
    func `has known shares below`(z: Double, p: Double) {
        #expect(abs(Normal.cumulative(z) / p - 1) < 1e-12)
    }

    @Test(
        arguments: [(0.5, 0), (0.975, 1.959_963_984_540_054), (0.995, 2.575_829_303_548_901), (1e-10, -6.361_340_902_404_056)] as [(Double, Double)])
    func `has known quantiles`(p: Double, z: Double) {
        #expect(close(Normal.quantile(p), z, 1e-12))
    }

    @Test func `finds back where it came from`() {
        for z in stride(from: -8.0, through: 5, by: 0.25) {
            #expect(close(Normal.quantile(Normal.cumulative(z)), z, 1e-7))
        }
    }

    @Test func `has no quantile outside of 0 and 1`() {
        #expect(Normal.quantile(-0.1) == nil)
        #expect(Normal.quantile(1.1) == nil)
        #expect(Normal.quantile(.nan) == nil)
        #expect(Normal.quantile(0) == -.infinity)
        #expect(Normal.quantile(1) == .infinity)
    }

    @Test func `tells how rarely chance goes so far`() {
        #expect(close(Normal.twoSided(-1.959_963_984_540_054), 0.05, 1e-12))
        #expect(close(Normal.density(0), 0.398_942_280_401_433, 1e-12))
    }
}

@Suite struct `A quantile` {
    @Test func `lies on the line between neighbours`() {
        #expect(quantile(0.5, ofSorted: [1, 2, 3, 4]) == 2.5)
        #expect(close(quantile(0.9, ofSorted: [10, 20, 30, 40]), 37, 1e-12))
        #expect(quantile(0, ofSorted: [3, 9]) == 3)
        #expect(quantile(1, ofSorted: [3, 9]) == 9)
        #expect(quantile(0.5, ofSorted: [7]) == 7)
    }

    @Test func `of nothing is not known`() {
        #expect(quantile(0.5, ofSorted: []) == nil)
        #expect(quantile(1.5, ofSorted: [1]) == nil)
    }
}
