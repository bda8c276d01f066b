import Kernel
import People
import Testing
import Timeline

@testable import Channels

@Suite struct `An event log in XES` {
    private func document(_ inside: String, before: String = "") -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        \(before)
        <log xmlns="http://www.xes-standard.org/">
          <global scope="event"><string key="concept:name" value="UNKNOWN"/></global>
          <string key="origin" value="by hand"/>
          \(inside)
        </log>
        """
    }

    private let trace = """
        <trace>
          <string key="concept:name" value="case &amp; 1"/>
          <int key="amount" value="20000"/>
          <event>
            <string key="concept:name" value="Register"/>
            <date key="time:timestamp" value="2026-03-01T10:00:00.000+01:00"/>
            <string key="lifecycle:transition" value="complete"/>
            <string key="org:resource" value="Pete"><string key="nested" value="no"/></string>
            <float key="cost" value="1.5"/><boolean key="ok" value="true"/>
          </event>
          <event><string key="concept:name" value="Decide"/><date key="time:timestamp" value="2026-03-02T10:00:00Z"/></event>
        </trace>
        """

    @Test func `becomes a touchpoint an event, of the customer that the trace names`() throws {
        let file = try Imported(document(trace))
        #expect(file.customers == ["case & 1", "case & 1"])
        #expect(file.kinds == ["Register", "Decide"])
        #expect(file.touchpoints.map { "\($0.occurredAt)" } == ["2026-03-01T09:00:00Z", "2026-03-02T10:00:00Z"])
        #expect(file.touchpoints.first?.properties == #"{"lifecycle":"complete","resource":"Pete","cost":1.5,"ok":true}"#)
        #expect(file.touchpoints.map(\.traits) == [["amount": "20000"], [:]])
    }

    @Test func `may have events without a trace`() throws {
        let event =
            #"<event><string key="concept:name" value="a"/><string key="user" value="ann"/><date key="time:timestamp" value="2026-03-01"/></event>"#
        #expect(try Imported(document(event)).customers == ["ann"])
    }

    @Test func `tells an event without a time with its line`() throws {
        let file = try Imported(document(trace + "<trace><string key=\"concept:name\" value=\"2\"/>\n<event/></trace>"))
        #expect(file.touchpoints.count == 2)
        #expect(file.rejected.map(\.line) == [18])
        #expect(file.reasons == ["it has no time: “time:timestamp” is empty"])
    }

    @Test func `with an event of a mebibyte of attributes loses that event alone`() throws {
        let attribute = "<string key=\"x\" value=\"\(String(repeating: "y", count: 1_000))\"/>"
        let event = "<trace><string key=\"concept:name\" value=\"2\"/><event>\(String(repeating: attribute, count: 1_100))</event></trace>"
        let file = try Imported(document(trace + event))
        #expect(file.touchpoints.count == 2)
        #expect(file.reasons == ["it is longer than 1 MiB and was passed over"])
    }

    @Test func `that declares entities is refused before they are blown up`() {
        let bomb = """
            <!DOCTYPE log [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
            <!ENTITY d SYSTEM "file:///etc/passwd">]>
            """
        let inside = #"<trace><string key="concept:name" value="&c;"/></trace>"#
        #expect(refusal { _ = try Imported(document(inside, before: bomb)) }.contains("declares entities of its own"))
    }

    @Test func `that names a document type elsewhere fetches nothing`() throws {
        #expect(try Imported(document(trace, before: #"<!DOCTYPE log SYSTEM "http://127.0.0.1:1/log.dtd">"#)).touchpoints.count == 2)
    }

    @Test func `that is cut off hands out what stood before and then says where`() throws {
        let file = try TemporaryFile(String(document(trace).dropLast(20)))
        let pipe = try FileImport(path: file.path).pipe(FileImport(path: file.path).plan())
        #expect(try pipe.next()?.touchpoints.count == 1)
        #expect(refusal { _ = try pipe.next() }.contains("is not well-formed XML"))
    }

    @Test(arguments: ["<html><body/></html>", "<log>", "<log><trace></log>", "<", "<log><trace/></log>"])
    func `that is none is refused`(text: String) {
        let refused = refusal { _ = try Imported(text) }
        #expect(refused.hasSuffix("."), "\(refused)")
    }
}
