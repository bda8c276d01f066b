import Kernel
import People
import Testing
import Timeline

@testable import Channels

@Suite struct `A mapping` {
    @Test func `is read as it is written`() throws {
        let text = #"customer=user_id,kind="order",at='Date, local',subject.order=InvoiceNo,trait.city=City,traits=user.,ignore=Notes,channel=-"#
        let mapping = try Mapping(text)
        #expect(
            mapping.description
                == #"customer=user_id,kind="order",at='Date, local',subject.order=InvoiceNo,trait.city=City,ignore=Notes,channel=-,traits=user."#)
        #expect(mapping.sources(of: .kind) == [.constant("order")])
        #expect(mapping.sources(of: .at) == [.column("Date, local")])
        #expect(mapping.traitPrefixes == ["user."])
    }

    @Test(
        arguments: [
            ("custmer=a", "does not know “custmer” (did you mean “customer”?)"), ("customer", "needs a column behind “customer”"),
            ("customer=", "needs a column behind “customer=”"), ("kind=\"a", "never closed"), ("kind=\"a\"b", "needs a comma"),
            ("customer.x=a", "does not know"), ("trait=a", "does not know"),
        ])
    func `that is wrong is told so`(text: String, sentence: String) {
        let refused = refusal { _ = try Mapping(text) }
        #expect(refused.contains(sentence), "\(refused)")
    }

    @Test(arguments: [
        (["1.200,00", "1.200", "12,50", "2.500"], [120_000, 120_000, 1_250, 250_000]), (["1.200", "950", "3.500"], [120_000, 95_000, 350_000]),
        (["1.200", "12.5", "3.500"], [120, 1_250, 350]), (["0.125", "1.200"], [13, 120]), (["1,200.50", "1.200"], [120_050, 120]),
        (["1.200.000", "1.200"], [120_000_000, 120_000]), (["1,200", "12.50"], [120_000, 1_250]), (["1.200 €", "12,50 €"], [120_000, 1_250]),
        (["(1,234)", "1,234 €"], [-123_400, 123_400]),
    ])
    func `takes dots for what they are in the whole column`(amounts: [String], minor: [Int64]) throws {
        let rows = amounts.map { "u1;a;2026-03-01;\"\($0)\"" }.joined(separator: "\n")
        let file = try Imported("user;event;at;amount\n\(rows)\n") { $0.currency = .eur }
        #expect(file.touchpoints.map { $0.value?.minor } == minor)
        let areTold = minor[0] >= 120_000 && amounts[0].contains(".") && !amounts.contains("1,200.50")
        #expect(file.plan.explanation.contains("dots part thousands") == areTold)
    }

    @Test func `takes no kind from a column that holds no scores, and knows addresses by what they are`() throws {
        let file = try Imported("Client e-mail;what;when;NPS\na@b.c;Purchase;2026-03-01;9,5\nd@e.f;Return;2026-03-02;n/d\n")
        #expect(file.kinds == ["purchase", "return"] || file.kinds == ["Purchase", "Return"])
        #expect(file.identifiers(1) == [Identifier(.email, "d@e.f")])
        let bare = try Imported("contact,when,nps\na@b.c,2026-03-01,9.5\nd@e.f,2026-03-02,n/d\n")
        #expect(!bare.kinds.contains("survey_nps"))
    }

    @Test func `that names a column the file lacks lists those there are`() {
        let refused = refusal { _ = try Imported(log("ann,a,2026-03-01"), map: "customer=usr") }
        #expect(refused.hasSuffix("has no column “usr” (for customer) (did you mean “user”?); its columns are “user”, “event”, “at”."))
    }

    @Test(
        arguments: [
            ("CaseID,ActivityID,CompleteTimestamp\n2,1,2012-04-03 16:55:38\n2,8,2012-04-03 16:55:53\n", "CaseID", "ActivityID", "CompleteTimestamp"),
            (
                "id,concept:name,time:timestamp,case:concept:name\n0,a,2010-12-30 14:32:00+01:00,3\n", "case:concept:name", "concept:name",
                "time:timestamp"
            ),
            ("session_id,event,ts,user_id\ns,a,1700000000,u\n", "user_id", "event", "ts"),
            ("Клиент,Событие,Дата\nу1,покупка,22.11.2026\n", "Клиент", "Событие", "Дата"),
            ("客户,事件,时间\n一,购买,2026年11月22日\n", "客户", "事件", "时间"),
            ("klient,zdarzenie,czas\nk1,zakup,2026-11-22\n", "klient", "zdarzenie", "czas"),
        ])
    func `is guessed from the names of columns`(text: String, customer: String, kind: String, at: String) throws {
        let mapping = try Imported(text).plan.mapping
        #expect(mapping.sources(of: .identifier(.userID)) == [.column(customer)])
        #expect(mapping.sources(of: .kind) == [.column(kind)])
        #expect(mapping.sources(of: .at) == [.column(at)])
    }

    @Test func `is guessed from values where names say nothing`() throws {
        let file = try Imported("playid,what,moment\n7,a,2026-03-01 10:00\n8,b,2026-03-01 10:01\n7,a,2026-03-01 10:02\n7,a,2026-03-01 10:03\n")
        #expect(file.plan.mapping.sources(of: .at) == [.column("moment")])
        #expect(file.plan.mapping.sources(of: .identifier(.userID)) == [.column("playid")])
    }

    @Test func `says which kind it takes when no column tells`() throws {
        let orders = try Imported("InvoiceNo,InvoiceDate,CustomerID\n1,2010-12-01,17850.0\n2,2010-12-02,17850.0\n")
        #expect(orders.kinds == ["order_placed", "order_placed"])
        #expect(orders.customers == ["17850", "17850"])
        #expect(orders.touchpoints.map(\.subject) == [Subject("order", "1"), Subject("order", "2")])
        #expect(orders.plan.notes.contains { $0.contains("every row is “order_placed”") })
        #expect(orders.plan.notes.contains { $0.contains("end in “.0”") })
        let visits = try Imported(TemporaryFile("user,at\nann,2026-03-01\n", named: "Shop visits.csv"))
        #expect(visits.kinds == ["shop_visits"])
    }

    @Test func `counts amounts however people write them, and a little rubbish among them is rejected row by row`() throws {
        let written = ["1,200.00", "€10.50", "3", "12.5"].map { "ann,2026-03-01,order,\"\($0)\",EUR" }
        let orders = try Imported("user,at,event,amount,currency\n" + written.joined(separator: "\n") + "\n")
        #expect(orders.touchpoints.map(\.value?.minor) == [120_000, 1_050, 300, 1_250])
        let german = try Imported("user,at,event,amount,currency\nann,2026-03-01,order,\"1.200,00\",EUR\n")
        #expect(german.touchpoints.map(\.value?.minor) == [120_000])
        let most = (0..<120).map { "ann,2026-03-01,order,\($0 == 7 ? "free" : "9.99"),EUR" }
        let nearlyAll = try Imported("user,at,event,amount,currency\n" + most.joined(separator: "\n") + "\n")
        #expect(nearlyAll.touchpoints.count == 119)
        #expect(nearlyAll.reasons == ["“free” in “amount” is not an amount of money"])
    }

    @Test func `says that it leaves a column of amounts out, and how to take it`() throws {
        let mixed = try Imported("user,at,event,amount,currency\nann,2026-03-01,order,9.99,EUR\nann,2026-03-02,order,free,EUR\n")
        #expect(mixed.touchpoints.allSatisfy { $0.value == nil })
        #expect(mixed.plan.notes.contains { $0.contains("1 of its first 2 values") && $0.contains("such as “free”") && $0.contains("value=amount") })
    }

    @Test func `rejects a word of consent that names no purpose`() throws {
        let words = try Imported("user,at,event,purpose\nann,2026-03-01,consent_given,newsletter\nben,2026-03-01,Consent Given,\n")
        #expect(words.customers == ["ann"])
        #expect(words.reasons.first?.contains("names no purpose") == true)
    }

    @Test func `knows kinds of the catalogue by other spellings of their names`() throws {
        let file = try Imported("user,event,at\nann,Order Placed,2026-03-01\nann,order-completed,2026-03-02\nann,Closed,2026-03-03\n")
        #expect(file.kinds == ["order_placed", "order_placed", "Closed"])
    }

    @Test func `takes no word without an at sign for an email address`() throws {
        let file = try Imported("user_id,email,event,at\nu1,none,a,2026-03-01\nu2,bob@example.org,a,2026-03-01\n")
        #expect(file.identifiers(0) == [Identifier(.userID, "u1")])
        #expect(file.identifiers(1) == [Identifier(.userID, "u2"), Identifier(.email, "bob@example.org")].compactMap(\.self))
    }

    @Test func `says which other columns name people, where it was told who the customer is`() throws {
        let text = "login,email,event,at\nu1,ann@example.org,a,2026-03-01\n"
        #expect(try Imported(text, map: "customer=login").plan.notes.contains { $0.contains("“email” names people too") })
        #expect(try Imported(text, map: "customer=login,email=email").plan.notes.contains { $0.contains("names people too") } == false)
    }

    @Test func `takes several identifiers, and a session only when nothing else tells people apart`() throws {
        let both = try Imported("user_id,email,event,at,session_id\nu1,Ann@Example.org,a,2026-03-01,s1\n,bob@example.org,a,2026-03-01,s2\n")
        #expect(both.identifiers(0) == [Identifier(.userID, "u1"), Identifier(.email, "ann@example.org")])
        #expect(both.identifiers(1) == [Identifier(.email, "bob@example.org")])
        #expect(both.touchpoints.first?.properties == #"{"session_id":"s1"}"#)
        #expect(try Imported("session_id,event,at\ns1,a,2026-03-01\n").identifiers(0) == [Identifier(.anonymousID, "s1")])
    }

    @Test func `keeps leading zeros and long numbers as texts`() throws {
        let file = try Imported("user,event,at,zip,long,count\nann,a,2026-03-01,02134,12345678901234567890,7\nbob,a,2026-03-01,94546,1,8\n")
        #expect(file.touchpoints.first?.properties == #"{"zip":"02134","long":"12345678901234567890","count":7}"#)
        #expect(file.touchpoints.last?.properties == #"{"zip":"94546","long":"1","count":8}"#)
    }

    @Test func `counts money only with a currency`() throws {
        let text = "user,event,at,value\nann,a,2026-03-01,4.8533\n"
        #expect(try Imported(text).touchpoints.first?.value == nil)
        #expect(try Imported(text).plan.notes.contains { $0.contains("money without a currency") })
        #expect(try Imported(text) { $0.currency = .usd }.touchpoints.first?.value == Money(485, .usd))
        #expect(try Imported(text, map: #"currency="JPY""#).touchpoints.first?.value == Money(5, .jpy))
    }

    @Test func `leaves out what it is told to leave out`() throws {
        let file = try Imported("user,event,at,note,city\nann,a,2026-03-01,x,Lublin\n", map: "ignore=note,trait.home=city")
        #expect(file.touchpoints.first?.properties == "")
        #expect(file.touchpoints.first?.traits == ["home": "Lublin"])
    }

    @Test func `explains itself`() throws {
        let explanation = try Imported(log("ann,a,2026-03-01", "bob,b,never")).plan.explanation
        for part in ["CSV with commas, utf-8", "→ customer", "“ann”, “bob”", "“import”", "user_id ann", "line 3: “never” in “at” is not a time"] {
            #expect(explanation.contains(part), "\(part) is not in\n\(explanation)")
        }
    }
}

@Suite struct `An amount` {
    @Test(
        arguments: [
            ("11.77", 1_177), ("1,234.50", 123_450), ("1.234,50", 123_450), ("1 234,5", 123_450), ("1,234", 123_400), ("€ 12", 1_200),
            ("-3.905", -391),
            ("(5)", -500), ("15,00-", -1_500), ("1.234,50-", -123_450), ("$0.01", 1), (".5", 50), ("1.234.567", 123_456_700),
        ])
    func `is read whatever marks it carries`(text: String, cents: Int64) { #expect(Decimals.minorUnits(text, digits: 2) == cents) }

    @Test(arguments: ["", "much", "1e9", "NaN", "12x", "1234567890123456", "5-3", "5--", "-5-"])
    func `that is none is refused`(text: String) { #expect(Decimals.minorUnits(text, digits: 2) == nil) }
}

@Suite struct `A first look at a file` {
    @Test func `shows the columns whether or not their meaning is known`() throws {
        let files = [try TemporaryFile(log("ann,a,2026-03-01")), try TemporaryFile("what,whom\nvisit,ann\n"), try TemporaryFile("")]
        let known = try FileImport(path: files[0].path).look()
        #expect(known.columns.map(\.name) == ["user", "event", "at"] && known.columns[0].samples == ["ann"] && known.hasHeader)
        #expect(try known.plan.get().preview.count == 1)
        let unknown = try FileImport(path: files[1].path).look()
        #expect(unknown.columns.map(\.name) == ["what", "whom"])
        #expect(throws: Failure.self) { try unknown.plan.get() }
        #expect(refusal { _ = try FileImport(path: files[2].path).look() }.hasSuffix("is empty: there is nothing to import."))
    }

    @Test func `and a property that was said give the same as one that was guessed`() throws {
        let file = "user,event,at,shade\nann,a,2026-03-01,blue\n"
        #expect(try Imported(file, map: "property.shade=shade").touchpoints.map(\.properties) == Imported(file).touchpoints.map(\.properties))
    }

    @Test(arguments: [
        ("my visits.csv", "my_visits.csv"), ("../../etc/passwd", "etc_passwd"), (".htaccess", "htaccess"), ("Żółć 订单.csv.gz", "Żółć_订单.csv.gz"),
        ("", "file"), ("a\u{0}b\n.csv", "a_b_.csv"), (String(repeating: "ж", count: 90) + ".csv", String(repeating: "ж", count: 48) + ".csv"),
    ])
    func `by the browser gets a name that our disk can bear`(name: String, ours: String) { #expect(UploadedFile.fileName(name) == ours) }
}
