package import Channels
package import Storage
package import Timeline
package import Web

/// The doorway: what customers bring, whose it is, and what is answered.
package struct DeskPart: Sendable {
    private let line: Line

    private let recording: SettingsChange.Recording

    private let channels: ChannelsPart

    private let uploads: UploadPart

    /// Tells open pages what happens on the desk; one for each server.
    package let watch: DeskWatch

    /// What takes its time.
    package let work: DeskWorkStore

    /// - Parameters:
    ///   - channels: say who sends, and how much.
    ///   - uploads: keep files of conversations until they are brought in.
    ///   - wake: tells the workers that there is something to do.
    package init(
        line: Line, channels: ChannelsPart, uploads: UploadPart, wake: @escaping @Sendable () -> Void = {},
        recording: @escaping SettingsChange.Recording
    ) {
        self.line = line
        self.channels = channels
        self.uploads = uploads
        self.recording = recording
        watch = DeskWatch(line)
        work = DeskWorkStore(database: line.database, wake: wake)
    }

    /// What is done with mail that came in, and with answers that go out.
    package var mailHandlers: [JobHandler] {
        [MailFilingStore(line: line).handler, MailSendWorker(line: line).handler, ChatLeavingWorker(line: line).handler]
    }

    /// Takes what customers write on Telegram.
    package var telegram: TelegramReadingWorker { TelegramReadingWorker(line: line) }

    /// Sends what is answered there.
    package var telegramHandlers: [JobHandler] { [TelegramSendWorker(line: line).handler] }

    /// Tells webhooks what happens.
    package var webhookHandlers: [JobHandler] { [WebhookWorker(database: line.database, feed: ConversationFeedStore()).handler] }

    /// Asks customers how satisfied they are, and puts their answers onto their line.
    ///
    /// - Parameter site: where the links of mails lead.
    package func surveyHandlers(at site: Site) -> [JobHandler] { SurveyWorker(line: line, site: site).handlers }

    /// Gives one answer to all children of an incident.
    package var incidentHandlers: [JobHandler] {
        [IncidentAnswerStore(line: line, replies: SavedReplyStore(line: line, recording: recording)).handler]
    }

    private var surveyRoutes: [any Routable] {
        let answers = SurveyAnswerStore(line: line)
        return [
            RateRoutes(surveys: answers), SurveyFactsRoutes(surveys: answers),
            SatisfactionRoutes(store: SatisfactionSettingsStore(line: line, recording: recording)),
        ]
    }

    /// Brings in conversations from files that came by the browser.
    package var archiveHandlers: [JobHandler] { [ArchiveUploadWorker(line: line, uploads: uploads).handler] }

    /// Takes note of the words of what is said, so that it is found.
    package var messageIndex: MessageIndexStore { MessageIndexStore(database: line.database) }

    /// Sees to it that nothing is left lying.
    package var teamRound: TeamRoundStore { TeamRoundStore(line: line, watch: watch) }

    private var webhooks: WebhookStore { WebhookStore(database: line.database, feed: ConversationFeedStore(), recording: recording) }

    package var routes: [any Routable] {
        let (conversations, chats, mails) = (ConversationStore(line: line), ChatStore(line: line), ConversationMailStore(line: line))
        let (undos, drafts, mentions) = (UndoStore(line: line), DraftStore(line: line), MentionStore(line: line))
        let fields = ConversationFieldStore(line: line, recording: recording)
        let (replies, labels) = (SavedReplyStore(line: line, recording: recording), LabelStore(line: line, recording: recording))
        let opened = ConversationRoutes(
            conversations: conversations, work: ConversationWorkStore(line: line), context: ConversationContextStore(line: line), chats: chats,
            mails: mails, calls: CallStore(line: line), files: ConversationFileStore(line: line), replies: replies,
            surveys: SurveyFactsStore(line: line),
            reviews: ReviewStore(line: line, recording: recording), threads: ThreadFactsStore(line: line),
            drafts: drafts, undos: undos, mentions: mentions, watch: watch)
        return [
            InboxRoutes(
                inbox: InboxStore(line: line), work: ConversationWorkStore(line: line), mailboxes: MailboxStore(database: line.database),
                search: MessageSearchStore(line: line), watch: watch, macros: replies, undos: undos, pops: CallPopStore(line: line)),
            DeskLiveRoutes(watch: watch, conversations: conversations, chats: chats, mentions: mentions),
            opened,
            ThreadRoutes(
                line: line, conversations: conversations, replies: replies, fields: fields, page: { try await opened.page($0, $1, $2) }, asked: work),
            ConversationFieldRoutes(store: fields),
            SavedReplyRoutes(store: replies, labels: labels), WebhookRoutes(store: webhooks, line: line),
            ConversationMailRoutes(mails: mails), ConversationFileRoutes(files: ConversationFileStore(line: line)),
            ServiceReportRoutes(store: ServiceReportStore(line: line), quality: QualityFiguresStore(line: line)),
            HoursRoutes(store: HoursStore(line: line, recording: recording, asked: work)),
            PolicyRoutes(store: ServicePolicyStore(line: line, recording: recording), labels: labels, teams: TeamStore(line: line)),
            LabelRoutes(store: labels),
            ArchiveRoutes(line: line, uploads: uploads, recording: recording),
            MessageRoutes(messages: MessageStore(line: line), channels: channels, conversations: conversations),
            WallBoardRoutes(store: WallBoardStore(line: line), watch: watch),
        ] + chatRoutes + surveyRoutes + qualityRoutes + teamRoutes + dailyRoutes + callRoutes + shopRoutes + bookingRoutes
    }

    private var teamRoutes: [any Routable] {
        let presence = PresenceStore(line: line, recording: recording)
        return [
            TeamRoutes(
                store: TeamStore(line: line, recording: recording), members: MemberStore(line: line, recording: recording), presence: presence,
                settings: TeamSettingsStore(line: line)),
            PresenceRoutes(presence: presence, board: TeamBoardStore(line: line), watch: watch),
            ConversationTeamRoutes(work: ConversationWorkStore(line: line)),
        ]
    }

    private var dailyRoutes: [any Routable] {
        [
            DraftRoutes(drafts: DraftStore(line: line)), UndoRoutes(undos: UndoStore(line: line)), KeptListRoutes(store: KeptListStore(line: line)),
            AnswerPauseRoutes(store: AnswerPauseStore(line: line, recording: recording)),
        ]
    }

    private var bookingRoutes: [any Routable] {
        let (kinds, bookings) = (BookingKindStore(line: line, recording: recording), BookingStore(line: line))
        return [
            BookingSettingsRoutes(kinds: kinds), BookRoutes(kinds: kinds, bookings: bookings), AppointmentRoutes(bookings: bookings),
            AppointmentListRoutes(list: AppointmentListStore(line: line), bookings: bookings),
        ]
    }

    private var shopRoutes: [any Routable] {
        let (desks, visits) = (ShopDeskStore(line: line, recording: recording), ShopVisitStore(line: line))
        let ratings = ShopRatingStore(line: line)
        return [
            ShopSettingsRoutes(desks: desks), ShopStaffRoutes(desks: desks, visits: visits, ratings: ratings, watch: watch.visits),
            ShopVisitorRoutes(desks: desks, visits: visits, watch: watch.visits), ShopKioskRoutes(desks: desks, visits: visits, ratings: ratings),
        ]
    }

    private var callRoutes: [any Routable] {
        let calls = CallStore(line: line)
        return [
            CallDoorRoutes(calls: calls, channels: channels),
            CallPopRoutes(pops: CallPopStore(line: line), notes: CallNoteStore(line: line), watch: watch.calls), ExtensionRoutes(calls: calls),
            TelegramRoutes(store: TelegramStore(line: line, recording: recording)), CallListRoutes(list: CallListStore(line: line)),
            CallLogRoutes(log: CallLogStore(line: line)),
        ]
    }

    private var qualityRoutes: [any Routable] {
        let (reviews, mails) = (ReviewStore(line: line, recording: recording), ConversationMailStore(line: line))
        return [
            StandardRoutes(store: StandardStore(line: line, recording: recording)),
            ScorecardRoutes(store: ScorecardStore(line: line, recording: recording)),
            QualityRoutes(reviews: reviews, sample: ReviewSampleStore(line: line), figures: QualityFiguresStore(line: line)),
            ReviewRoutes(reviews: reviews, mails: mails),
        ]
    }

    /// The chat of the demo company, what it answers again and again, and what it holds itself to, unless somebody has set up a chat already.
    package func setUpDemo(at source: Source, address: String) async throws {
        let sites = ChatSiteStore(line: line, recording: recording)
        guard try await line.database.read({ try ChatSiteStore.find(source.id, $0) }) == nil else { return }
        try await sites.set(
            ChatSite(source: source.id, name: "Alderdesk", greeting: "", accent: Accent("#2f5d50"), origins: [SiteOrigin(address)]), by: nil)
        var satisfaction = SatisfactionSettings()
        satisfaction.isOn = true
        try await SatisfactionSettingsStore(line: line, recording: recording).set(satisfaction, by: nil)
        let replies = SavedReplyStore(line: line, recording: recording)
        for reply in DemoReplies.all { try await replies.save(nil, name: reply.name, reply.texts, by: nil) }
        let (teams, colleagues) = try await line.database.read { (try TeamStore.all($0), try ColleagueStore().all($0)) }
        for team in teams {
            for colleague in colleagues { try await MemberStore(line: line, recording: recording).add(colleague.id, to: team.key, by: nil) }
        }
        _ = try await StandardStore(line: line, recording: recording).takeOver(by: nil)
        try await ScorecardStore(line: line, recording: recording).save(Scorecard.Criterion.usual, share: 5, after: 0, by: nil)
        try await DemoBookings(kinds: BookingKindStore(line: line, recording: recording)).setUp()
    }

    private var chatRoutes: [any Routable] {
        let sites = ChatSiteStore(line: line, recording: recording)
        let desk = ChatDeskStore(line: line, channels: channels, sites: sites, replyTime: ChatReplyTimeStore(line: line))
        let hours = HoursStore(line: line, recording: recording, asked: work)
        return [
            ChatSettingsRoutes(sites: sites, hours: hours), ChatLoaderRoutes(desk: desk),
            ChatWindowRoutes(desk: desk, watch: watch, surveys: SurveyFactsStore(line: line), files: ConversationFileStore(line: line)),
        ]
    }
}
