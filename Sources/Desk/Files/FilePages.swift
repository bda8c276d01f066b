import Kernel
import Web

/// Files beside something that was said: pictures as they look, all by their names and sizes.
struct FileList: Markup {
    let t: Texts
    let files: [ConversationFile]

    var html: HTML {
        guard !files.isEmpty else { return "" }
        let items = files.map { file -> HTML in
            let picture: HTML? = file.isPicture ? "\(look(file)) " : nil
            return "<li>\(picture)<a href=\"\(url: file.path)\" download>\(file.name)</a> <small>\(t.size(ofFile: file.size))</small></li>"
        }
        return "<ul class=\"files\" aria-label=\"\(t("mail.files"))\">\(items)</ul>"
    }

    private func look(_ file: ConversationFile) -> HTML {
        let path = file.path + "/picture"
        return "<a href=\"\(url: path)\" target=\"_blank\" rel=\"noopener\"><img src=\"\(url: path)\" alt=\"\(file.name)\" loading=\"lazy\"></a>"
    }
}

extension Texts {
    /// `12 kB`
    func size(ofFile bytes: Int) -> String {
        bytes < 1_000_000
            ? self("mail.size.kb", ["size": number(max(1, bytes / 1_024))])
            : self("files.mb", ["size": number(Double(bytes) / 1_048_576)])
    }
}

/// What goes with an answer beside its words: files, and by mail copies to others.
struct AnswerFields: Markup {
    let t: Texts
    let state: FormState
    let way: AnswerWay
    /// Whom the customer had in copy.
    let proposed: [String]
    /// Those of the proposed that were ticked.
    let ticked: [String]
    /// Names of files that came with the form before, and are to be chosen again.
    let again: [String]

    var html: HTML {
        switch way {
        case .mail: "\(lost)\(copies)\(files)"
        case .chat: "\(lost)\(files)"
        case .webhook, .telegram, .nobody: ""
        }
    }

    private var lost: HTML? {
        again.isEmpty ? nil : Callout(HTML(escaping: t("files.again", ["names": again.joined(separator: ", ")])), tone: .warn).html
    }

    private var files: HTML {
        let error: HTML? = state.errors[AnswerFiles.field].map { "<p class=\"error\" id=\"field-files-error\">\(Icon.warning)\($0)</p>" as HTML }
        return """
            <div class="field"><label for="field-files">\(t("files.add"))</label>\
            <input type="file" id="field-files" name="\(AnswerFiles.field)" multiple data-most="\("\(AnswerFiles.mostBytes)")" \
            data-large="\(t("files.large", ["size": AnswerFiles.mostBytes >> 20]))"\(flag: "aria-invalid=true", error != nil) \
            aria-describedby="field-files-hint\(error == nil ? nil : " field-files-error" as HTML)">\
            <p class="hint" id="field-files-hint">\(t("files.add.hint", ["size": AnswerFiles.mostBytes >> 20]))</p>\(error)</div>
            """
    }

    private var copies: HTML {
        let isOpen = !proposed.isEmpty || ["cc", "bcc"].contains { !state[$0].isEmpty || state.errors[$0] != nil }
        let boxes = proposed.map { address -> HTML in
            """
            <label><input type="checkbox" name="copy" value="\(address)"\(flag: "checked", ticked.contains(address))><span>\(address)</span></label>
            """
        }
        let offers: HTML? =
            boxes.isEmpty
            ? nil : "<fieldset class=\"field\"><legend>\(t("files.copy.proposed"))</legend><div class=\"ticks\">\(boxes)</div></fieldset>"
        return """
            <details\(flag: "open", isOpen)><summary>\(t("files.copies"))</summary>\(offers)<div class="fields">\
            \(state.field("cc", t("files.cc"), hint: t("files.cc.hint"), autocomplete: "off"))\
            \(state.field("bcc", t("files.bcc"), hint: t("files.bcc.hint"), autocomplete: "off"))</div></details>
            """
    }
}
