import HTTPTypes
import HummingbirdTesting
import Kernel
import Storage
import TestKit
import Testing
import Web

@testable import Timeline

@Suite struct `The catalogue of kinds` {
    private let form: KeyValuePairs<String, String?> = [
        "name": "Assembly booked", "stage": "after_purchase", "department": "logistics", "control": "direct", "goal": "On the day that suits.",
    ]

    @Test(arguments: engines) func `places what came in unplaced, and the line knows at once`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await office.happened("ada", "assembly_booked", daysAgo: 1)
            #expect(try await office.page("/settings/catalogue").text.contains("To be placed"))
            let answer = try await office.submit("/settings/catalogue/kind?key=assembly_booked&_method=put", form)
            #expect(answer.status == .seeOther)
            let kind = try #require(office.line.catalogue.kinds.first { $0.key == "assembly_booked" })
            #expect(kind == Kind("assembly_booked", "Assembly booked", .afterPurchase, "logistics", goal: "On the day that suits."))
            let page = try await office.page("/settings/catalogue").text
            #expect(page.contains("Assembly booked") && !page.contains("To be placed"))
            #expect(try await office.recorded() == ["kindChanged assembly_booked"])
        }
    }

    @Test(arguments: engines) func `counts how often each kind and channel was used`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            for day in [1, 2, 91] as [Int64] { try await office.happened("ada", "phone_call", daysAgo: day, on: "phone") }
            let use = try await CatalogueSettingsStore(line: office.line, recording: { _, _ in }).use(at: noon())
            #expect(use.kinds == ["phone_call": 2])
            #expect(use.channels == ["phone": 2])
        }
    }

    @Test func `says at the field what is wrong, and changes nothing`() async throws {
        try await withOffice { office async throws in
            let before = office.line.catalogue.kinds
            for (name, stage, control) in [
                ("", "search", "direct"), ("a", "nowhere", "direct"), ("a", "search", "none"), (String(repeating: "a", count: 121), "", "direct"),
            ] {
                let answer = try await office.submit(
                    "/settings/catalogue/kind?key=phone_call&_method=put",
                    ["name": name, "stage": stage, "department": "service", "control": control, "goal": ""])
                #expect(answer.status == .unprocessableContent)
                #expect(answer.text.contains("aria-invalid") || answer.text.contains("class=\"error\""))
            }
            #expect(office.line.catalogue.kinds == before)
        }
    }

    @Test func `calls a kind as it was renamed, and ours in the reader's language`() async throws {
        try await withOffice { office async throws in
            let path = "/settings/catalogue/kind?key=phone_call"
            #expect(!(try await office.page(path, in: "pl").text.contains("<h1>Phone call</h1>")))
            _ = try await office.submit(path + "&_method=put", form)
            #expect(try await office.page(path, in: "pl").text.contains("<h1>Assembly booked</h1>"))
        }
    }

    @Test func `is for managers`() async throws {
        try await withOffice { office async throws in
            for path in ["/settings/catalogue", "/settings/catalogue/kind?key=phone_call"] {
                #expect(try await office.page(path, as: .agent).status == .forbidden)
                #expect(try await office.page(path).status == .ok)
            }
            #expect(try await office.submit("/settings/catalogue/kind?key=phone_call&_method=put", form, as: .agent).status == .forbidden)
            #expect(try await office.page("/settings/catalogue/kind?key=nothing").status == .notFound)
        }
    }

    @Test(arguments: evil) func `cannot break out of the page`(text: String) async throws {
        try await withOffice { office async throws in
            _ = try await office.submit(
                "/settings/catalogue/kind?key=phone_call&_method=put",
                ["name": text, "stage": "search", "department": "", "new_department": text, "control": "direct", "goal": text])
            for path in ["/settings/catalogue", "/settings/catalogue/kind?key=phone_call"] {
                let page = try await office.page(path).text
                #expect(!page.contains("<script>alert") && !page.contains("<img src=x") && !page.contains("\"\u{301} onload="), "\(path)")
            }
        }
    }
}
