/// A small picture drawn with one line, 20 by 20. It says nothing to a screen reader: the words beside it do.
package enum Icon: String, CaseIterable, Sendable {
    case pulse, inbox, customers, journey, feedback, success, help, alerts, settings
    case search, plus, check, cross, clock, mail, chat, phone, web, star, note, task, purchase, flag, tag, person, down, right, up, link, more,
        warning,
        globe, key, clip
}

extension Icon: Markup {
    package var html: HTML {
        """
        <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false"><path d="\(HTML(trusted: path))"/></svg>
        """
    }

    /// Drawn by us; trusted because it is a constant.
    private var path: String {
        switch self {
        case .pulse: "M2 11h4l2.2-6 3.6 11 2.2-5H18"
        case .inbox: "M3 11.5 5.2 4h9.6L17 11.5V16H3zM3 11.5h4.2a2.8 2.8 0 0 0 5.6 0H17"
        case .customers:
            "M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 16.5c0-2.8 2-4.5 5-4.5s5 1.7 5 4.5M13 4a2.7 2.7 0 0 1 0 5.2M14.5 12.3c2 .5 3 2 3 4.2"
        case .journey: "M2.5 14.5c4 0 4-8 7.5-8s3.5 6 7.5 4M10 6.5m-1.6 0a1.6 1.6 0 1 0 3.2 0 1.6 1.6 0 1 0-3.2 0"
        case .feedback: "M3 4h14v9.5H9L5.5 17v-3.5H3zM6.5 7.5h7M6.5 10.2h4.5"
        case .success: "M3 17V3M3 4h11.5l-2 3.2 2 3.3H3"
        case .help:
            "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM7.8 7.8a2.3 2.3 0 1 1 3.4 2c-.8.5-1.2 1-1.2 1.9M10 14v.4"
        case .alerts: "M5 13.5V9a5 5 0 0 1 10 0v4.5l1.5 1.5h-13zM8.3 17.2h3.4"
        case .settings:
            "M3 6h7M14 6h3M3 14h3M10 14h7M12 6m-1.9 0a1.9 1.9 0 1 0 3.8 0 1.9 1.9 0 1 0-3.8 0M8 14m-1.9 0a1.9 1.9 0 1 0 3.8 0 1.9 1.9 0 1 0-3.8 0"
        case .search: "M8.8 14.3a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM12.8 12.8 17 17"
        case .plus: "M10 4v12M4 10h12"
        case .check: "M4 10.5 8.2 15 16 5.5"
        case .cross: "M5 5l10 10M15 5 5 15"
        case .clock: "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM10 5.8V10l2.8 2"
        case .mail: "M2.5 4.5h15v11h-15zM2.5 5.5 10 11l7.5-5.5"
        case .chat: "M3 4h14v9.5H9L5.5 17v-3.5H3z"
        case .phone:
            "M5 3h2.8l1.2 3.7-1.9 1.4a9 9 0 0 0 4.8 4.8l1.4-1.9L17 12.2V15c0 1.2-.9 2-2 2C8.5 17 3 11.5 3 5c0-1.1.9-2 2-2z"
        case .web: "M2.5 4h15v12h-15zM2.5 7.5h15M5 5.8h.3M7 5.8h.3"
        case .star: "M10 2.8l2.2 4.7 5 .7-3.6 3.6.9 5.2L10 14.5 5.5 17l.9-5.2L2.8 8.2l5-.7z"
        case .note: "M4 3h12v9.5L12 17H4zM12 17v-4.5h4M7 7h6M7 10h4"
        case .task: "M4 4h12v12H4zM7 10l2.2 2.3L13.5 7.5"
        case .purchase: "M3 6.5h14l-1.2 10H4.2zM7 9V5.5a3 3 0 0 1 6 0V9"
        case .flag: "M5 17.5V3M5 3.5h9l-1.6 3 1.6 3H5"
        case .tag: "M3 3.5h6.8l7.2 7.2-6.3 6.3L3 9.8zM6.6 7h.1"
        case .person: "M10 9.8a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6zM3.8 17c0-3 2.6-5 6.2-5s6.2 2 6.2 5"
        case .down: "M5 8l5 5 5-5"
        case .right: "M8 5l5 5-5 5"
        case .up: "M5 12l5-5 5 5"
        case .link:
            "M8.5 11.5l3-3M9.5 6.5l1.7-1.7a2.9 2.9 0 0 1 4 4l-1.7 1.7M10.5 13.5l-1.7 1.7a2.9 2.9 0 0 1-4-4l1.7-1.7"
        case .more: "M5 10h.1M10 10h.1M15 10h.1"
        case .clip: "M15.5 9.5l-5.6 5.6a3.6 3.6 0 0 1-5.1-5.1l6.3-6.3a2.4 2.4 0 0 1 3.4 3.4l-6 6a1.2 1.2 0 0 1-1.7-1.7l5.4-5.4"
        case .warning: "M10 3.5 17.5 16.5h-15zM10 8.5v3.7M10 14.2v.3"
        case .globe:
            "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM2.7 10h14.6M10 2.6c2.5 2.5 2.5 12.3 0 14.8M10 2.6c-2.5 2.5-2.5 12.3 0 14.8"
        case .key:
            "M12.5 11a3.7 3.7 0 1 0-3.5-2.5L3 14.5V17h2.5v-1.8h1.8v-1.8h1.8l1.2-1.2c.7.5 1.4.8 2.2.8zM13.5 6.5h.1"
        }
    }
}
