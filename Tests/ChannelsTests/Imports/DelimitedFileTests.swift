import Kernel
import People
import Testing
import Timeline

@testable import Channels

@Suite struct `A file of delimited rows` {
    @Test func `leaves out the apostrophe that keeps a spreadsheet from reckoning`() throws {
        let list = try Imported("phone,event,at,note\n'+48600100200,visit,2026-03-01,'=1+1\n'+48600100201,visit,2026-03-01,'tis\n")
        #expect(list.identifiers(0) == [Identifier(.phone, "+48600100200")] && list.identifiers(1) == [Identifier(.phone, "+48600100201")])
        #expect(list.touchpoints.map(\.properties) == [#"{"note":"=1+1"}"#, #"{"note":"'tis"}"#])
    }

    @Test(arguments: ["sep=;\r\n", "sep=;\n"]) func `passes over the first line by which a spreadsheet is told the delimiter`(said: String) throws {
        let list = try Imported(said + "user;event;at\nann;visit;2026-03-01\nben;visit;never\n")
        #expect(list.customers == ["ann"])
        #expect(list.rejected.map(\.line) == [4])
        #expect(try Imported("sep=|\nuser|event|at\nann|visit|2026-03-01\n").customers == ["ann"])
    }

    @Test func `becomes a touchpoint a row`() throws {
        let file = try Imported(log("ann,page_view,2026-03-01 10:00:00", "bob,order_placed,2026-03-01T11:00:00Z"))
        #expect(file.customers == ["ann", "bob"])
        #expect(file.kinds == ["page_view", "order_placed"])
        #expect(file.touchpoints.map { "\($0.occurredAt)" } == ["2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z"])
        #expect(file.rejected.isEmpty)
    }

    @Test(arguments: [("a;b;c", Delimiter.semicolon), ("a\tb\tc", .tab), ("a|b|c", .pipe), ("a,b,c", .comma), (" a  b    c", .blanks)])
    func `is cut at the delimiter it uses`(line: String, delimiter: Delimiter) {
        #expect(Delimiter.guessed(from: Array((line + "\n" + line + "\n").utf8)[...]) == delimiter)
    }

    @Test func `may have decimal commas when semicolons delimit`() throws {
        let file = try Imported("user;event;at;value\nann;order_placed;2026-03-01;1 234,50\n", map: #"value=value,currency="EUR""#)
        #expect(file.touchpoints.first?.value == Money(123_450, .eur))
    }

    @Test func `keeps delimiters, quotes and line ends inside quotes`() throws {
        let file = try Imported("user,event,at,note\nann,\"a,b\",2026-03-01,\"She said \"\"no\"\"\nand left\"\nbob,c,2026-03-02,x\n")
        #expect(file.kinds == ["a,b", "c"])
        #expect(file.touchpoints.first?.properties == #"{"note":"She said \"no\"\u000aand left"}"#)
    }

    @Test func `may end its lines in three ways and begin with a byte order mark`() throws {
        let file = try Imported("\u{FEFF}user,event,at\r\nann,a,2026-03-01\nbob,b,2026-03-01\r\n\r\n\ncid,c,2026-03-01")
        #expect(file.customers == ["ann", "bob", "cid"])
        #expect(try Imported("user,event,at\rann,a,2026-03-01\rbob,b,2026-03-01\r").customers == ["ann", "bob"])
    }

    @Test func `numbers columns that have no name or a name twice`() throws {
        let file = try Imported("user,event,at,note,note,,note\nann,a,2026-03-01,1,2,3,4\n")
        #expect(file.plan.columns.map(\.name) == ["user", "event", "at", "note", "note_2", "column_6", "note_3"])
        #expect(file.touchpoints.first?.properties == #"{"note":1,"note_2":2,"column_6":3,"note_3":4}"#)
    }

    @Test func `may lack a header, which is said`() throws {
        let file = try Imported("ann,a,2026-03-01\nbob,b,2026-03-02\n", map: "customer=column_1,kind=column_2")
        #expect(file.customers == ["ann", "bob"])
        #expect(file.plan.notes.contains { $0.contains("does not name the columns") })
    }

    @Test func `may stand in columns of blanks`() throws {
        let file = try Imported(" customer_id  date amount\n 00001 19970101  1\n 00002 19970112 12 \n")
        #expect(file.customers == ["00001", "00002"])
        #expect(file.touchpoints.map { "\($0.occurredAt.day)" } == ["1997-01-01", "1997-01-12"])
        #expect(file.touchpoints.last?.properties == #"{"amount":12}"#)
    }

    @Test func `may have ten thousand columns, and no more`() throws {
        let names = (1...9_997).map { "c\($0)" }.joined(separator: ",")
        let file = try Imported("user,event,at,\(names)\nann,a,2026-03-01\(String(repeating: ",", count: 9_996)),7\n")
        #expect(file.plan.columns.count == 10_000)
        #expect(file.touchpoints.first?.properties == #"{"c9997":7}"#)
        #expect(refusal { _ = try Imported("user,event,at,\(names),x\n") }.contains("has 10001 columns; at most 10000"))
    }
}

@Suite struct `A bad row` {
    @Test func `with too many or too few values is told with its line`() throws {
        let file = try Imported(log("ann,a,2026-03-01", "bob,b", "cid,c,2026-03-01,extra", "dan,d,2026-03-01"))
        #expect(file.customers == ["ann", "dan"])
        #expect(file.rejected.map(\.line) == [3, 4])
        #expect(file.reasons.first == "it has 2 values where the header has 3")
        #expect(file.rejected.last?.fields == ["cid", "c", "2026-03-01", "extra"])
    }

    @Test func `with a quote that is never closed costs that line alone`() throws {
        let file = try Imported(log("ann,a,2026-03-01", "bob,\"b,2026-03-01", "cid,c,2026-03-01", "dan,d,2026-03-01"))
        #expect(file.customers == ["ann", "cid", "dan"])
        #expect(file.rejected.map(\.line) == [3])
        #expect(file.reasons == ["the quote that opens value 2 is never closed"])
    }

    @Test func `whose quote is closed by another's is found by its width`() throws {
        let file = try Imported(log("ann,\"a,2026-03-01", "bob,b,2026-03-01", "cid,\"c\",2026-03-01", "dan,d,2026-03-01"))
        #expect(file.customers == ["bob", "cid", "dan"])
        #expect(file.rejected.map(\.line) == [2])
    }

    @Test func `longer than a mebibyte is passed over, with or without a quote`() throws {
        for quote in ["", "\""] {
            let long = quote + String(repeating: "x", count: 3 << 20)
            let file = try Imported(log("ann,a,2026-03-01", "bob,\(long),2026-03-01", "cid,c,2026-03-01"))
            #expect(file.customers == ["ann", "cid"])
            #expect(file.reasons == ["it is longer than 1 MiB and was passed over"])
            #expect(file.rejected.first?.line == 3)
        }
    }

    @Test func `with bytes that are no text names the value`() throws {
        let bytes = Array(log("ann,a,2026-03-01", "bob,Zażółć gęślą jaźń,2026-03-01").utf8) + [0x63, 0x2C, 0xFF, 0x2C] + Array("2026-03-01\n".utf8)
        let file = try Imported(TemporaryFile(bytes))
        #expect(file.customers == ["ann", "bob"])
        #expect(file.rejected.map(\.line) == [4])
        #expect(file.reasons == ["value 2 holds bytes that are no text in the file's encoding"])
    }

    @Test func `with a NUL character is refused`() throws {
        #expect(try Imported(log("ann,a,2026-03-01", "b\u{0}b,b,2026-03-01")).reasons == ["it holds a NUL character, which no text has"])
    }

    @Test(
        arguments: [
            (",a,2026-03-01", "it says no customer"), ("NULL,a,2026-03-01", "it says no customer"), ("(blank),a,2026-03-01", "it says no customer"),
            ("ann,,2026-03-01", "it has no kind"), ("ann,a,", "it has no time"), ("ann,a,soon", "“soon” in “at” is not a time"),
            ("ann,a,NaN", "“NaN” in “at” is not a time"), ("ann,a,99999-01-01", "outside of 1900 to 9999"),
            ("ann,a,2026-02-30", "is no day of the calendar"), ("ann,a,1812-06-24", "outside of"),
        ])
    func `says in a sentence what is wrong`(row: String, reason: String) throws {
        let good = (1...20).map { "u\($0),a,2026-03-01" }
        let file = try Imported((["user,event,at"] + good + [row]).joined(separator: "\n"))
        #expect(file.touchpoints.count == 20)
        #expect(file.reasons.count == 1)
        #expect(file.reasons.first?.contains(reason) == true, "\(file.reasons)")
    }

    @Test func `with a score off its scale, a weight of nothing or a value without sense is refused`() throws {
        let file = try Imported(
            """
            user,event,at,score,weight,value
            ann,survey_nps,2026-03-01,10,1.5,3
            bob,survey_nps,2026-03-01,11,1,3
            cid,survey_nps,2026-03-01,NaN,1,3
            dan,survey_nps,2026-03-01,9,0,3
            eve,survey_nps,2026-03-01,9,1,much
            """, map: #"score=score,scale="nps",weight=weight,value=value,currency="PLN""#)
        #expect(file.customers == ["ann"])
        #expect(file.touchpoints.first?.score == Score(10, on: .nps))
        #expect(file.touchpoints.first?.weight == 1.5)
        #expect(
            file.reasons == [
                "the score 11.0 is not on the scale nps, 0 to 10", "“NaN” in “score” is not a number", "the weight 0.0 is not above 0",
                "“much” in “value” is not an amount of money",
            ])
    }

    @Test func `that the line would refuse is refused here, with its line`() throws {
        let long = String(repeating: "x", count: 40_000)
        let file = try Imported("user,event,at,note\nann,a,2026-03-01,\(long)\nbob,\(long.prefix(201)),2026-03-01,\n")
        #expect(file.rejected.map(\.line) == [2, 3])
        #expect(file.reasons.first?.contains("longer than 32 kB") == true)
        #expect(file.reasons.last == "its kind is longer than 200 bytes")
    }
}

@Suite struct `A file that makes no sense` {
    @Test(
        arguments: [
            ("", "is empty"), ("\n\n\n", "holds no rows"), ("just\none\ncolumn\n", "has one column only"),
            ("a,b\n1,2\n", "has no column that looks like the time"), ("at,b\n2026-03-01,2\n", "has no column that looks like the customer"),
            ("\"a,b,c\n1,2,3\n", "cannot name the columns"),
        ])
    func `is refused in a sentence`(text: String, sentence: String) {
        let refused = refusal { _ = try Imported(text) }
        #expect(refused.contains(sentence), "\(refused)")
        #expect(refused.hasSuffix("."))
    }

    @Test(
        arguments: [
            ([0x50, 0x4B, 3, 4, 20, 0], "is a workbook of Excel or another zip archive"), (Array("%PDF-1.7\n1 0 obj\n".utf8), "is a PDF document"),
            ((0..<2_000).map { UInt8($0 % 29) }, "is no text"), ([0x28, 0xB5, 0x2F, 0xFD, 1], "is packed by zstd"),
        ] as [([UInt8], String)])
    func `of another sort is told what it is`(bytes: [UInt8], sentence: String) {
        #expect(refusal { _ = try Imported(TemporaryFile(bytes)) }.contains(sentence))
    }

    @Test func `that is not there is said to be missing`() {
        #expect(refusal { _ = try FileImport(path: "/no/such/file").plan() } == "The file /no/such/file was not found.")
        #expect(refusal { _ = try FileImport(path: "/tmp").plan() } == "/tmp is a folder: name the file to read.")
    }
}
