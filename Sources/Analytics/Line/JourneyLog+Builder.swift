import Kernel

extension JourneyLog {
    /// Takes touches in any order and makes a log of them; the log is the same for each order.
    package struct Builder {
        private var touches: [Touch] = []
        private var kinds = NameTable<Kind>()
        private var channels = NameTable<Channel>()
        private let stages: [String]

        /// - Parameter stages: names of the stages, in the order of the journey; at most 255.
        package init(stages: [String]) { self.stages = stages }

        package mutating func reserveCapacity(_ count: Int) { touches.reserveCapacity(count) }
    }
}

extension JourneyLog.Builder {
    /// The code to give touches of this kind. Valid for this builder alone.
    /// - Throws: `Failure.invalid` beyond 65,536 kinds.
    package mutating func kind(_ name: String) throws -> Code<JourneyLog.Kind> { try kinds.code(of: name, "kinds") }

    /// The code to give touches of this channel. Valid for this builder alone.
    /// - Throws: `Failure.invalid` beyond 65,536 channels.
    package mutating func channel(_ name: String) throws -> Code<JourneyLog.Channel> { try channels.code(of: name, "channels") }

    /// The stage of that name; `nil` when the journey has no such stage.
    package func stage(_ name: String) -> JourneyLog.Stage? {
        stages.firstIndex(of: name).map { JourneyLog.Stage(number: UInt8($0 + 1)) }
    }

    package mutating func add(_ touch: Touch) { touches.append(touch) }

    /// The log: whose line begins first stands first. The builder's touches are moved into it, not copied.
    package consuming func build() -> JourneyLog {
        let (kindNames, newKinds) = kinds.sorted()
        let (channelNames, newChannels) = channels.sorted()
        for index in touches.indices {
            touches[index].kind = newKinds[Int(touches[index].kind.number)]
            touches[index].channel = newChannels[Int(touches[index].channel.number)]
        }
        touches.sort(by: Touch.precedes)
        touches = Self.byBeginning(touches)
        return JourneyLog(ordered: touches, kinds: kindNames, channels: channelNames, stages: stages)
    }
}

extension JourneyLog.Builder {
    /// Numbers of people depend on who arrived first; when their lines begin does not. So sums come out alike to the last digit.
    static func byBeginning(_ touches: [Touch]) -> [Touch] {
        var lines: [Range<Int>] = []
        for index in touches.indices {
            if let last = lines.last, touches[last.lowerBound].person == touches[index].person {
                lines[lines.count - 1] = last.lowerBound..<(index + 1)
            } else {
                lines.append(index..<(index + 1))
            }
        }
        lines.sort { a, b in
            let (first, second) = (touches[a.lowerBound], touches[b.lowerBound])
            return (first.occurredAt, first.person) < (second.occurredAt, second.person)
        }
        var ordered: [Touch] = []
        ordered.reserveCapacity(touches.count)
        for line in lines { ordered += touches[line] }
        return ordered
    }
}

/// Names in the order in which they came.
private struct NameTable<Subject> {
    private var numbers: [String: UInt16] = [:]
    private var names: [String] = []

    mutating func code(of name: String, _ what: String) throws -> Code<Subject> {
        if let number = numbers[name] { return Code(number: number) }
        guard let number = UInt16(exactly: names.count) else { throw Failure.invalid(what, "are more than 65,536") }
        numbers[name] = number
        names.append(name)
        return Code(number: number)
    }

    /// The names sorted, and for each old code its new one.
    func sorted() -> (Names<Subject>, [Code<Subject>]) {
        let order = names.indices.sorted { names[$0] < names[$1] }
        var codes = [Code<Subject>](repeating: Code(number: 0), count: names.count)
        for (place, old) in order.enumerated() { codes[old] = Code(number: UInt16(place)) }
        return (Names(all: order.map { names[$0] }), codes)
    }
}
