import Analytics
import Foundation
import Kernel
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Channels
@testable import Desk

@Suite struct `Labelled conversations` {
    private func furnish(_ office: Office) async throws -> [Int64] {
        for name in ["Delivery", "Box"] { try await office.labels.save(nil, name: name, .sea, by: nil) }
        var numbers: [Int64] = []
        for thread in 1...4 {
            numbers.append(try await office.receive(office.message("m-\(thread)", thread: "t-\(thread)", "Dented \(thread)", after: Int64(thread))))
        }
        for number in numbers.prefix(3) { try await office.work.label(number, "delivery", by: office.ada, at: noon()) }
        try await office.work.label(numbers[2], "box", by: office.ada, at: noon())
        return numbers
    }

    @Test(arguments: engines) func `are a view that goes together with the others, its counts too`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let numbers = try await furnish(office)
            try await office.work.assign(numbers[0], to: office.ada.id, by: office.ada, at: noon())
            try await office.work.stand(.resolved, numbers[1], by: office.ada, at: noon())
            #expect(try await office.listed(.open) == [numbers[3], numbers[2], numbers[0]])
            #expect(try await office.listed(.open, "delivery") == [numbers[2], numbers[0]])
            #expect(try await office.listed(.mine, "delivery") == [numbers[0]])
            #expect(try await office.listed(.mine, "box") == [])
            #expect(try await office.listed(.resolved, "delivery") == [numbers[1]])
            let uses = try await office.labels.uses(at: noon())
            #expect(uses == ["delivery": .init(all: 3, open: 2), "box": .init(all: 1, open: 1)])
            await #expect(throws: Failure.missing("This label")) { try await office.listed(.open, "none") }
            let list = try await office.inbox.list(InboxAddress(view: .open, label: "box"), of: office.ada.id, at: noon())
            #expect(list.counts[.open] == 1 && list.counts[.mine] == 0 && list.rows.first?.labels.map(\.key) == ["box", "delivery"])
        }
    }

    @Test(arguments: engines) func `are found with their labels`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let numbers = try await furnish(office)
            try await MessageIndexStore(database: office.line.database).catchUp()
            let found = try await MessageSearchStore(line: office.line).search("dented").found
            let labels = Dictionary(uniqueKeysWithValues: found.map { ($0.row.conversation.number, $0.row.labels.map(\.key)) })
            #expect(try await MessageSearchStore(line: office.line).search("deliv").labels.map(\.key) == ["delivery"])
            for typed in ["livery", "delivery box"] {
                #expect(try await MessageSearchStore(line: office.line).search(typed).labels == [], "\(typed)")
            }
            #expect(labels == [numbers[0]: ["delivery"], numbers[1]: ["delivery"], numbers[2]: ["box", "delivery"], numbers[3]: []])
        }
    }

    @Test(arguments: engines) func `are told of to open pages, as what changes a list`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await office.labels.save(nil, name: "Box", .sea, by: nil)
            let number = try await office.receive(office.message("m-1"))
            try await office.watch.look(at: noon())
            var (heard, lists) = (
                try office.watch.listen(to: .conversation(number), by: office.bob).makeAsyncIterator(),
                try office.watch.listen(to: .inbox, by: office.bob).makeAsyncIterator()
            )
            try await office.work.label(number, "box", by: office.ada, at: noon())
            try await office.watch.look(at: noon())
            #expect(await heard.next() == .worked(2))
            #expect(await lists.next() == .inbox(2))
        }
    }

    @Test(arguments: engines) func `are told of to webhooks, with what they bear`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await withReceiver { receiver, address in
                for name in ["Box", "Delivery"] { try await office.labels.save(nil, name: name, .sea, by: nil) }
                let number = try await office.receive(office.message("m-1"))
                _ = try await office.hook(address, [.changed])
                try await office.work.label(number, "box", by: office.ada, at: noon())
                try await office.tell()
                try await office.work.label(number, "delivery", by: office.ada, at: noon())
                try await office.work.unlabel(number, "box", by: office.bob, at: noon())
                try await office.tell()
                let changes = receiver.told.compactMap { $0.json["change"] as? [String: String] }
                #expect(changes.map { "\($0["what"] ?? "") \($0["to"] ?? "")" } == ["label_added box", "label_added delivery", "label_removed box"])
                let borne = receiver.told.map { ($0.json["conversation"] as? [String: Any])?["labels"] as? [String] }
                #expect(borne == [["box"], ["delivery"], ["delivery"]], "as they stand when it is told")
            }
        }
    }

    @Test(arguments: engines) func `have a service report of their own, and one beside the others`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let numbers = try await furnish(office)
            func report(_ label: String? = nil) async throws -> ServiceReport {
                try await ServiceReportStore(line: office.line).report(
                    ReportQuestion(Period(from: noon().day, to: noon().day), label: label), in: .gmt, at: noon().adding(.hours(2)))
            }
            try await office.work.reply(
                office.writing("We send one.", in: numbers[2]), in: numbers[2], by: office.ada, at: noon().adding(.minutes(33)))
            let all = try await report()
            #expect(all.summary.conversations == 4 && all.label == nil)
            #expect(all.byLabel.map { "\($0.label.key) \($0.summary.conversations)" } == ["delivery 3", "box 1"])
            #expect(all.byLabel.last?.summary.firstResponse?.calendar.median == .minutes(30))
            let delivery = try await report("delivery")
            #expect(Set(delivery.rows.map(\.conversation.number)) == Set(numbers.prefix(3)) && delivery.backlog.last?.unresolved == 3)
            #expect(try await report("box").summary.conversations == 1)
            await #expect(throws: Failure.missing("This label")) { try await report("none") }
            let sheet = ServiceReportCSV(report: try await report("box")).text.split(whereSeparator: \.isNewline)
            let (head, cells) = (
                sheet[0].split(separator: ",", omittingEmptySubsequences: false), sheet[1].split(separator: ",", omittingEmptySubsequences: false)
            )
            let place = try #require(head.firstIndex(of: "labels"))
            #expect(sheet.count == 2 && cells[place] == "box delivery")
        }
    }

    @Test(arguments: engines) func `are promised what their first message’s labels ask for; a label put on later moves nothing`(
        engine: Engine
    ) async throws {
        try await withOffice(engine) { office in
            try await office.labels.save(nil, name: "Broken", .brick, by: nil)
            let quick = try ServicePolicy.Terms(
                [ServiceTarget(.firstResponse, within: .hours(1), clock: .calendar)], for: ServiceConditions(labels: ["broken"]))
            let usual = try ServicePolicy.Terms([ServiceTarget(.firstResponse, within: .hours(4), clock: .calendar)])
            let policies = ServicePolicyStore(line: office.line)
            for (rank, terms) in [quick, usual].enumerated() {
                try await policies.save(nil, name: "\(rank)", rank: rank, terms, by: nil, since: noon().adding(.days(-1)))
            }
            var message = office.message("m-1")
            message.labels = ["broken"]
            let first = try await office.receive(message)
            #expect(try await office.conversations.find(first).due?.at == noon().adding(.hours(1)))
            try await office.work.unlabel(first, "broken", by: office.ada, at: noon())
            #expect(try await office.conversations.find(first).due?.at == noon().adding(.hours(1)))
            let second = try await office.receive(office.message("m-2", thread: "other"))
            try await office.work.label(second, "broken", by: office.ada, at: noon())
            #expect(try await office.conversations.find(second).due?.at == noon().adding(.hours(4)))
        }
    }

    @Test func `are conditions of a service level as its form says them`() throws {
        let usual = PolicyForm.usual.map { (name: $0.key, value: $0.value) }
        let form = Form(usual + [("label_box", "on"), ("label_gone", "on")])
        let terms = try PolicyForm.terms(form, labels: ["box", "delivery"], teams: [])
        #expect(terms.conditions.labels == ["box"])
        let policy = ServicePolicy(id: ID(bits: 1), version: 1, since: noon(), rank: 1, name: "Box", terms: terms)
        #expect(PolicyForm.fields(policy)["label_box"] == "on" && PolicyForm.fields(policy)["label_delivery"] == nil)
    }
}
