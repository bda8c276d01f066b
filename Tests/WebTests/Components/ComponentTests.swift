import Kernel
import Language
import Testing

@testable import Web

@Suite struct `A table` {
    private func table(_ query: String) -> String {
        Table(["Ada", "Zoë"], caption: "People", query: Query(query), path: "/people") {
            Column("Name", sort: "name") { "\($0)" as HTML }
            Column("Length", sort: "length", isNumber: true) { "\($0.count)" }
        }.html.text
    }

    @Test func `is sorted by links, words upwards and numbers downwards first, then the other way`() {
        #expect(table("q=a&after=x").contains("href=\"/people?q=a&amp;sort=name\""))
        #expect(table("q=a&after=x").contains("href=\"/people?q=a&amp;sort=-length\""))
        #expect(table("sort=name").contains("aria-sort=\"ascending\"><a href=\"/people?sort=-name\""))
        #expect(table("sort=-length").contains("aria-sort=\"descending\"><a href=\"/people?sort=length\""))
    }

    @Test func `names each row by its first cell`() {
        #expect(table("").contains("<tr data-row><th scope=\"row\">Ada</th><td class=\"number\">3</td></tr>"))
    }
}

@Suite struct `A line of things that happened` {
    private let t = Texts(.en, now: noon)

    private func item(_ minutes: Int64, _ title: HTML, folding: String? = nil) -> TimelineList.Item {
        .init(at: noon.adding(.minutes(-minutes)), icon: .web, title: title, folding: folding)
    }

    @Test func `folds three alike of one day, and no two`() {
        let text = TimelineList(
            t,
            [
                item(1, "a", folding: "v"), item(2, "b", folding: "v"), item(3, "c"), item(4, "d", folding: "v"), item(5, "e", folding: "v"),
                item(6, "f", folding: "v"),
            ]
        ).html.text
        #expect(text.matches(of: /class="folded"/).count == 1)
        #expect(text.contains("<summary>v × 3</summary>"))
    }

    @Test func `has a heading for each day, and folds nothing over midnight`() {
        let days = TimelineList(
            t, [item(0, "a", folding: "v"), item(1, "b", folding: "v"), item(1_440, "c", folding: "v"), item(1_441, "d", folding: "v")]
        ).html.text
        #expect(days.matches(of: /<h3>/).count == 2)
        #expect(!days.contains("folded"))
    }

    @Test func `does not fold what has no name to fold by`() {
        let text = TimelineList(t, (0..<5).map { item($0, "x") }).html.text
        #expect(!text.contains("folded"))
    }
}

@Suite struct `A field` {
    @Test func `keeps what was typed and says what is wrong with it, to a screen reader too`() {
        var form = Form([("name", "\"><script>")])
        form.reader = Texts(.pl, now: noon)
        let text = FormState(form, failure: .invalid("name", "must not be empty")).field("name", "Name").html.text
        #expect(text.contains("value=\"&quot;&gt;&lt;script&gt;\""))
        #expect(text.contains("aria-describedby=\"field-name-error\" aria-invalid=\"true\""))
        #expect(text.contains("nie może być puste"))
    }

    @Test func `keeps the first line of a text that begins with an empty one`() {
        #expect(Field("a", "A", .area(rows: 2), value: "\nx").html.text.contains(">\n\nx</textarea>"))
    }

    @Test func `says what is wrong with the whole form when no field is to blame`() {
        #expect(FormState(Form(), failure: .conflict("Somebody was faster.")).error == "Somebody was faster.")
    }
}

@Suite struct `An avatar` {
    @Test(arguments: [
        ("Zofia Król", "ZK"), ("Григорий Ильин", "ГИ"), ("林晓", "林晓"), ("欧阳娜娜", "娜娜"), ("Ada", "A"), ("", "·"), ("ada lovelace byron", "AB"),
        ("!!", "·"), ("sylwia.pietrzak@mail.example", "SP"), ("@liam_dunne396", "LD"),
    ])
    func `shows how someone is called`(name: String, initials: String) {
        #expect(Avatar(name).html.text.contains(">\(initials)</span>"))
    }
}

@Suite struct `A form that posts` {
    @Test func `says in its address which method it means, and carries its seal`() {
        #expect(PostForm("/a?b=1", method: .delete, seal: "s", content: "").html.text.contains("action=\"/a?b=1&amp;_method=delete\""))
        #expect(PostForm("/a", method: .put, seal: "s", content: "").html.text.contains("action=\"/a?_method=put\""))
        #expect(PostForm("/a", seal: "s", content: "").html.text.contains("name=\"_seal\" value=\"s\""))
    }
}
