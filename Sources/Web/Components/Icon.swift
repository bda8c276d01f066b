/// A small picture drawn with one line, 20 by 20. It says nothing to a screen reader: the words beside it do.
package enum Icon: String, CaseIterable, Sendable {
    case pulse, inbox, customers, journey, feedback, success, help, alerts, settings
    case search, plus, check, cross, clock, mail, chat, phone, web, star, note, task, purchase, flag, person, down, right, up, link, more, warning, globe, key
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
        case .customers: "M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 16.5c0-2.8 2-4.5 5-4.5s5 1.7 5 4.5M13 4a2.7 2.7 0 0 1 0 5.2M14.5 12.3c2 .5 3 2 3 4.2"
        case .journey: "M2.5 14.5c4 0 4-8 7.5-8s3.5 6 7.5 4M10 6.5m-1.6 0a1.6 1.6 0 1 0 3.2 0 1.6 1.6 0 1 0-3.2 0"
        case .feedback: "M3 4h14v9.5H9L5.5 17v-3.500H3zM6.500 7.500h7M6.500 10.200h4.500"
        case .success: "M3 17V3M3 4h11.500l-2 3.200 2 3.300H3"
        case .help: "M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15zM7.800 7.800a2.300 2.300 0 1 1 3.400 2c-.8.5-1.200 1-1.200 1.900M10 14v.4"
        case .alerts: "M5 13.500V9a5 5 0 0 1 10 0v4.500l1.500 1.500h-13zM8.300 17.200h3.400"
        case .settings: "M3 6h7M14 6h3M3 14h3M10 14h7M12 6m-1.900 0a1.900 1.900 0 1 0 3.800 0 1.900 1.900 0 1 0-3.800 0M8 14m-1.900 0a1.900 1.900 0 1 0 3.800 0 1.900 1.900 0 1 0-3.800 0"
        case .search: "M8.800 14.300a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11zM12.800 12.800 17 17"
        case .plus: "M10 4v12M4 10h12"
        case .check: "M4 10.500 8.200 15 16 5.500"
        case .cross: "M5 5l10 10M15 5 5 15"
        case .clock: "M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15zM10 5.800V10l2.800 2"
        case .mail: "M2.500 4.500h15v11h-15zM2.500 5.500 10 11l7.500-5.500"
        case .chat: "M3 4h14v9.500H9L5.500 17v-3.500H3z"
        case .phone: "M5 3h2.800l1.200 3.700-1.900 1.400a9 9 0 0 0 4.800 4.800l1.400-1.900L17 12.200V15c0 1.200-.9 2-2 2C8.500 17 3 11.500 3 5c0-1.100.9-2 2-2z"
        case .web: "M2.500 4h15v12h-15zM2.500 7.500h15M5 5.800h.3M7 5.800h.3"
        case .star: "M10 2.800l2.200 4.700 5 .7-3.600 3.600.9 5.200L10 14.500 5.500 17l.9-5.200L2.800 8.200l5-.7z"
        case .note: "M4 3h12v9.500L12 17H4zM12 17v-4.500h4M7 7h6M7 10h4"
        case .task: "M4 4h12v12H4zM7 10l2.200 2.300L13.500 7.500"
        case .purchase: "M3 6.500h14l-1.200 10H4.200zM7 9V5.500a3 3 0 0 1 6 0V9"
        case .flag: "M5 17.500V3M5 3.500h9l-1.600 3 1.600 3H5"
        case .person: "M10 9.800a3.300 3.300 0 1 0 0-6.600 3.300 3.300 0 0 0 0 6.600zM3.800 17c0-3 2.600-5 6.200-5s6.200 2 6.200 5"
        case .down: "M5 8l5 5 5-5"
        case .right: "M8 5l5 5-5 5"
        case .up: "M5 12l5-5 5 5"
        case .link: "M8.500 11.500l3-3M9.500 6.500l1.700-1.700a2.900 2.900 0 0 1 4 4l-1.700 1.700M10.500 13.500l-1.700 1.700a2.900 2.900 0 0 1-4-4l1.700-1.700"
        case .more: "M5 10h.1M10 10h.1M15 10h.1"
        case .warning: "M10 3.500 17.500 16.500h-15zM10 8.500v3.700M10 14.200v.3"
        case .globe: "M10 17.500a7.500 7.500 0 1 0 0-15 7.500 7.500 0 0 0 0 15zM2.700 10h14.600M10 2.600c2.500 2.500 2.500 12.300 0 14.800M10 2.600c-2.500 2.500-2.500 12.300 0 14.800"
        case .key: "M12.500 11a3.700 3.700 0 1 0-3.500-2.500L3 14.500V17h2.500v-1.800h1.800v-1.800h1.800l1.200-1.200c.7.500 1.400.8 2.200.8zM13.500 6.500h.1"
        }
    }
}
