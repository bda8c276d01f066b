import Kernel
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `Work on several conversations` {
    private func perform(_ work: BulkWork, _ numbers: [Int64], _ office: Office) async throws -> BulkWork.Outcome {
        try await office.work.perform(work, with: numbers, by: office.ada, at: noon().adding(.minutes(9)))
    }

    private func receive(_ count: Int, _ office: Office) async throws -> [Int64] {
        var numbers: [Int64] = []
        for thread in 0..<count { numbers.append(try await office.receive(office.message("m-\(thread)", thread: "t-\(thread)"))) }
        return numbers
    }

    @Test(arguments: engines) func `is done with each for itself, and says of each that stayed why`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let numbers = try await receive(4, office)
            try await office.work.assign(numbers[1], to: office.bob.id, by: office.bob, at: noon())
            let taken = try await perform(.take, numbers + [9], office)
            #expect(taken.done == [numbers[0], numbers[2], numbers[3]])
            #expect(taken.refused.map(\.number) == [numbers[1], 9])
            #expect(
                taken.refused.map(\.failure) == [
                    .conflict("A colleague has taken this conversation."), .missing("This conversation"),
                ])
            #expect(try await office.conversations.find(numbers[1]).assignee == office.bob.id)
            try await office.work.stand(.resolved, numbers[3], by: office.bob, at: noon())
            let resolved = try await perform(.resolve, numbers, office)
            #expect(resolved.done == Array(numbers.prefix(3)) && resolved.refused.map(\.number) == [numbers[3]])
            #expect(try await office.kinds().count { $0 == "ticket_resolved" } == 4)
        }
    }

    @Test(arguments: engines) func `gives, gives back, sets priorities, puts labels on and off`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await office.labels.save(nil, name: "Box", .sea, by: nil)
            let numbers = try await receive(2, office)
            for work in [BulkWork.give(office.bob.id), .prioritise(.urgent), .label("box")] {
                #expect(try await perform(work, numbers, office).done == numbers)
            }
            for number in numbers {
                let conversation = try await office.conversations.find(number)
                #expect(conversation.assignee == office.bob.id && conversation.priority == .urgent)
                #expect(try await office.marks(number) == ["box"])
            }
            #expect(try await perform(.give(nil), numbers, office).done == numbers)
            #expect(try await perform(.unlabel("box"), numbers, office).done == numbers)
            #expect(try await office.listed(.unassigned).count == 2)
            #expect(try await office.allMarks().isEmpty)
            #expect(try await perform(.give(ID(bits: 77)), numbers, office).refused.count == 2)
        }
    }

    @Test(arguments: engines) func `is done with a hundred in one go`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let numbers = try await receive(BulkWork.most, office)
            #expect(try await perform(.resolve, numbers, office).done == numbers)
            #expect(try await office.listed(.open).isEmpty)
        }
    }

    @Test func `is said by the button that was pressed, or by what was chosen beside it`() throws {
        let all: [BulkWork] = [.take, .give(nil), .give(ID(bits: 3)), .resolve, .prioritise(.low), .label("送货"), .unlabel("late-delivery")]
        for work in all { #expect(BulkWork(work.text) == work) }
        for text in ["", "give", "give:x", "label:", "priority:huge", "priority", "take:", "erase"] { #expect(BulkWork(text) == nil, "\(text)") }
        #expect(try BulkWork(Form([("do", "take"), ("what", "label:box")])) == .take)
        #expect(try BulkWork(Form([("what", "label:box")])) == .label("box"))
        #expect(throws: Failure.invalid("what", "must be chosen")) { try BulkWork(Form([("what", "")])) }
    }

    @Test func `takes each conversation once, and a hundred at most`() throws {
        func numbers(_ values: [String]) throws -> [Int64] { try BulkWork.numbers(Form(values.map { ("conversation", $0) })) }
        #expect(try numbers(["3", "1", "3", "x"]) == [3, 1])
        #expect(throws: Failure.invalid("conversation", "must be chosen")) { try numbers([]) }
        #expect(try numbers((1...100).map { "\($0)" }).count == 100)
        #expect(throws: Failure.invalid("conversation", "must be 100 at most")) { try numbers((1...101).map { "\($0)" }) }
    }
}
