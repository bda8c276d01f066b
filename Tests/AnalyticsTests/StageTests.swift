import Analytics
import Kernel
import Statistics
import Testing

/// A log told by stages: each digit a touch of that stage (0: of none), a day apart.
func journeys(_ lines: String...) throws -> JourneyLog {
    var touches: [Told] = []
    for (person, line) in lines.enumerated() {
        for (day, digit) in line.enumerated() {
            let number = digit.wholeNumberValue ?? 0
            touches.append(
                Told(
                    person: Int64(person), position: Int64(touches.count), at: Instant(seconds: Int64(day) * 86_400), kind: "kind \(number)",
                    stage: number == 0 ? nil : stages[number - 1]))
        }
    }
    return try log(touches)
}

@Suite struct `Stage conversion` {
    @Test func `counts who came through the stages in order`() throws {
        let conversion = try journeys("123", "12", "21", "3", "0").stageConversion()
        #expect(conversion.people == 5)
        #expect(conversion.stages.map(\.people) == [3, 3, 2])
        #expect(conversion.stages.map(\.inOrder) == [3, 2, 1])
        #expect(conversion.steps.map(\.inOrder) == [Proportion(2, of: 3), Proportion(1, of: 2)])
        #expect(conversion.unobserved == ["after_purchase", "opinion"])
    }

    @Test func `is not broken by a stage of which nothing is known`() throws {
        let conversion = try journeys("135", "13").stageConversion()
        #expect(conversion.stages.map(\.stage) == ["awareness", "decision", "opinion"])
        #expect(conversion.stages.map(\.inOrder) == [2, 2, 1])
        #expect(conversion.unobserved == ["search", "after_purchase"])
    }

    @Test func `tells who went on, however they came`() throws {
        // The second comes back to 2 after 1; the third only ever was at 2 first.
        let step = try #require(try journeys("12", "212", "21", "1").stageConversion().steps.first)
        #expect(step.wentOn == Proportion(2, of: 4))
        #expect(step.reversed == 2)
    }

    @Test func `measures time between first touches of those who went that way`() throws {
        let step = try #require(try journeys("12", "1002", "100002", "21").stageConversion().steps.first)
        #expect(step.time?.n == 3)
        #expect(step.time?.median == .days(3))
        #expect(step.reversed == 1)
    }

    @Test func `of nobody is nothing`() throws {
        let conversion = try journeys("0").stageConversion()
        #expect(conversion.stages.isEmpty && conversion.steps.isEmpty)
        #expect(conversion.unobserved == stages)
    }

    @Test func `never widens in order`() throws {
        for seed in 1...5 as ClosedRange<UInt64> {
            let conversion = try log(randomTouches(seed: seed)).stageConversion()
            #expect(zip(conversion.stages, conversion.stages.dropFirst()).allSatisfy { $0.inOrder >= $1.inOrder })
            #expect(conversion.stages.allSatisfy { $0.inOrder <= $0.people })
        }
    }
}
