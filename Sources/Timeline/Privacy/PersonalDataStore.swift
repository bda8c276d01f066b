package import Storage

/// Every table, and what becomes of it when somebody is erased. A test holds it against the schema: a table that is not here fails it.
///
/// The one place that knows the tables of all parts, since what is forgotten in one place is not forgotten.
package struct PersonalDataStore {
    package enum Erasing: Sendable {
        /// Its rows about them are deleted.
        case deleted(@Sendable (DataSubject) -> SQL)
        /// Done by hand: what happened stays, whom it happened to goes.
        case anonymised
        /// It holds nothing of customers, for this reason.
        case exempt(String)
    }

    /// Whose data it is: the number of the person, with the identifiers that point at it.
    package struct DataSubject: Sendable {
        let person: Int64

        package init(person: Int64) { self.person = person }

        var identifiers: SQL { "(SELECT id FROM identifier WHERE person = \(person))" }
        /// By which they write and are written to.
        var addresses: SQL { "(SELECT value FROM identifier WHERE person = \(person))" }
        /// Every message by mail from them or to them, and in their conversations.
        package var mails: SQL {
            """
            (SELECT id FROM mail_message WHERE identifier IN \(identifiers) OR address IN \(addresses)
            OR conversation IN (SELECT number FROM conversation WHERE identifier IN \(identifiers)))
            """
        }
        /// What they said in conversations with others, as files have brought it; and all that came for conversations with them while these were
        /// parts of others.
        package var strangersWords: SQL {
            """
            (SELECT number FROM conversation_entry WHERE happening = 1
            AND detail IN (SELECT 'of:' || CAST(id AS TEXT) FROM identifier WHERE person = \(person))
            AND (conversation IN \(toldOf) OR number IN (SELECT entry FROM conversation_moved WHERE origin IN \(toldOf))
            OR number IN (SELECT entry FROM conversation_forwarded))
            UNION SELECT entry FROM conversation_forwarded WHERE conversation IN (SELECT number FROM conversation WHERE identifier IN \(identifiers)))
            """
        }
        /// Conversations in which they wrote.
        private var toldOf: SQL {
            """
            (SELECT number FROM conversation WHERE CAST(number AS TEXT) IN
            (SELECT subject_id FROM touchpoint WHERE identifier IN \(identifiers) AND subject_type = 'conversation'))
            """
        }
        /// Those with them, and from their numbers.
        package var calls: SQL {
            """
            (SELECT number FROM phone_call WHERE identifier IN \(identifiers)
            OR conversation IN (SELECT number FROM conversation WHERE identifier IN \(identifiers))
            OR (phone <> '' AND conversation IS NULL AND phone IN \(addresses)))
            """
        }
        /// Of a row of `shop_visit`: whoever was not served has no conversation, and may have said who they are.
        package var isVisit: SQL {
            """
            (conversation IN (SELECT number FROM conversation WHERE identifier IN \(identifiers))
            OR (conversation IS NULL AND email <> '' AND LOWER(email) IN \(addresses)))
            """
        }
        var links: SQL { "(SELECT id FROM identity_link WHERE one IN \(identifiers) OR other IN \(identifiers))" }
    }

    /// In the order of erasing: a table comes before what it points at.
    package static let tables: [(name: String, erasing: Erasing)] =
        [
            (
                "duplicate_decision",
                .deleted { "DELETE FROM duplicate_decision WHERE one IN \($0.identifiers) OR other IN \($0.identifiers) OR link IN \($0.links)" }
            ),
            ("duplicate_suggestion", .deleted { "DELETE FROM duplicate_suggestion WHERE one IN \($0.identifiers) OR other IN \($0.identifiers)" }),
            ("verification", .deleted { "DELETE FROM verification WHERE identifier IN \($0.identifiers)" }),
            ("identity_unlink", .deleted { "DELETE FROM identity_unlink WHERE link IN \($0.links)" }),
            ("identity_link", .deleted { "DELETE FROM identity_link WHERE one IN \($0.identifiers) OR other IN \($0.identifiers)" }),
            ("trait", .deleted { "DELETE FROM trait WHERE identifier IN \($0.identifiers)" }),
            ("search_word", .deleted { "DELETE FROM search_word WHERE identifier IN \($0.identifiers)" }),
            ("membership", .deleted { "DELETE FROM membership WHERE identifier IN \($0.identifiers)" }),
            ("chat", .deleted { "DELETE FROM chat WHERE conversation IN (SELECT number FROM conversation WHERE identifier IN \($0.identifiers))" }),
            ("mail_raw", .deleted { "DELETE FROM mail_raw WHERE message IN \($0.mails)" }),
            ("mail_copy", .deleted { "DELETE FROM mail_copy WHERE message IN \($0.mails) OR address IN \($0.addresses)" }),
            (
                "conversation_file",
                .deleted {
                    """
                    DELETE FROM conversation_file WHERE entry IN (SELECT number FROM conversation_entry WHERE conversation IN
                    (SELECT number FROM conversation WHERE identifier IN \($0.identifiers))) OR entry IN \($0.strangersWords)
                    """
                }
            ),
            ("mail_attachment", .deleted { "DELETE FROM mail_attachment WHERE message IN \($0.mails)" }),
            (
                "mail_participant",
                .deleted {
                    """
                    DELETE FROM mail_participant WHERE address IN \($0.addresses)
                    OR conversation IN (SELECT number FROM conversation WHERE identifier IN \($0.identifiers))
                    """
                }
            ),
            (
                "conversation_field_value",
                .deleted {
                    """
                    DELETE FROM conversation_field_value
                    WHERE conversation IN (SELECT number FROM conversation WHERE identifier IN \($0.identifiers))
                    """
                }
            ),
            // Nobody takes note of words meanwhile.
            ("message_indexed", .deleted { _ in "UPDATE message_indexed SET entry = entry" }),
            (
                "message_word",
                .deleted {
                    """
                    DELETE FROM message_word WHERE entry IN (SELECT number FROM conversation_entry WHERE conversation IN
                    (SELECT number FROM conversation WHERE identifier IN \($0.identifiers))
                    OR number IN (SELECT entry FROM mail_message WHERE id IN \($0.mails))) OR entry IN \($0.strangersWords)
                    """
                }
            ),
            // What somebody began to write to them.
            (
                "conversation_draft",
                .deleted {
                    "DELETE FROM conversation_draft WHERE conversation IN (SELECT number FROM conversation WHERE identifier IN \($0.identifiers))"
                }
            ),
            // How satisfied somebody was stays, as one answer among others.
            (
                "csat_survey",
                .deleted {
                    """
                    UPDATE csat_survey SET comment = ''
                    WHERE conversation IN (SELECT number FROM conversation WHERE identifier IN \($0.identifiers))
                    """
                }
            ),
            // What was said goes; that it was said, and how quickly it was answered, stays.
            (
                "conversation_entry",
                .deleted {
                    """
                    UPDATE conversation_entry SET text = '', detail = CASE WHEN happening = 1 THEN '' ELSE detail END,
                    once = CASE WHEN substr(once, 1, 5) = 'past:' THEN 'past:' ELSE '' END || CAST(number AS TEXT) WHERE conversation IN
                    (SELECT number FROM conversation WHERE identifier IN \($0.identifiers))
                    OR number IN (SELECT entry FROM mail_message WHERE id IN \($0.mails)) OR number IN \($0.strangersWords)
                    """
                }
            ),
            // What reviewers and agents wrote goes, since it may quote what was said; marks and who gave them stay.
            (
                "quality_review_entry",
                .deleted {
                    """
                    UPDATE quality_review_entry SET text = '' WHERE review IN (SELECT id FROM quality_review WHERE conversation IN
                    (SELECT number FROM conversation WHERE identifier IN \($0.identifiers)))
                    """
                }
            ),
            (
                "quality_review",
                .deleted {
                    """
                    UPDATE quality_review SET comments = '{}', note = '' WHERE conversation IN
                    (SELECT number FROM conversation WHERE identifier IN \($0.identifiers))
                    """
                }
            ),
            // That a message came or went stays, and by its key that it is not taken again.
            (
                "mail_message",
                .deleted {
                    """
                    UPDATE mail_message SET message_id = '', delivered_to = '', address = '', name = '', reply_to = '', recipients = '', subject = '',
                    fault = '', identifier = NULL, has_html = 0 WHERE id IN \($0.mails)
                    """
                }
            ),
            // That somebody was there, and how long they waited, stays.
            (
                "shop_visit",
                .deleted {
                    """
                    UPDATE shop_visit SET name = '', email = '', about = '' WHERE \($0.isVisit)
                    """
                }
            ),
            // That the time was taken stays.
            (
                "booking",
                .deleted {
                    """
                    UPDATE booking SET name = '', email = '', phone = '', company = '', about = '' WHERE conversation IN
                    (SELECT number FROM conversation WHERE identifier IN \($0.identifiers))
                    """
                }
            ),
            // What has not gone out yet goes out to nobody.
            (
                "telegram_outgoing",
                .deleted {
                    """
                    UPDATE telegram_outgoing SET text = '', chat = 0, next_try_at = NULL,
                    state = CASE WHEN state IN ('waiting', 'sending') THEN 'failed' ELSE state END
                    WHERE conversation IN (SELECT number FROM conversation WHERE identifier IN \($0.identifiers))
                    """
                }
            ),
            (
                "phone_call_note",
                .deleted { "DELETE FROM phone_call_note WHERE call IN \($0.calls)" }
            ),
            // That there was a call, and how long it took, stays.
            (
                "phone_call_event",
                .deleted { "UPDATE phone_call_event SET recording = '', text = '' WHERE call IN \($0.calls)" }
            ),
            (
                "phone_call",
                .deleted {
                    "UPDATE phone_call SET phone = '', key = 'erased:' || CAST(number AS TEXT), identifier = NULL WHERE number IN \($0.calls)"
                }
            ),
            (
                "conversation",
                .deleted {
                    """
                    UPDATE conversation SET subject = '', preview = '', thread = CAST(number AS TEXT), identifier = \($0.person)
                    WHERE identifier IN \($0.identifiers)
                    """
                }
            ),
            ("person", .deleted { "DELETE FROM person WHERE number IN \($0.identifiers)" }),
            ("rejected_event", .anonymised),
            ("touchpoint", .anonymised),
            ("identifier", .anonymised),
            ("company", .anonymised),
            ("company_trait", .anonymised),
        ] + exempt

    private static let exempt: [(name: String, erasing: Erasing)] = [
        ("erased_identifier", .exempt("Keyed hashes of erased identifiers, kept so that they can be refused.")),
        ("chat_site", .exempt("What chat windows look like and where they may stand, set by staff.")),
        ("mail_news", .exempt("Numbers.")),
        ("mailbox", .exempt("Addresses of the company, and the servers behind them.")),
        ("business_hours", .exempt("Opening hours, set by staff.")),
        ("shop_desk", .exempt("Desks of the company, set up by staff.")),
        ("booking_kind", .exempt("What can be booked, set up by staff.")),
        ("booking_feed", .exempt("By which address staff read their own appointments.")),
        ("shop_rating", .exempt("Answers of people of whom nothing is known beside them, as one among others.")),
        ("telegram_bot", .exempt("Bots of the company, set up by staff.")),
        ("phone_call_seen", .exempt("Which calls staff have put aside; numbers.")),
        ("phone_extension", .exempt("By which extension staff are reached.")),
        ("webhook", .exempt("Addresses of programs that are told what happens; what they were told is theirs.")),
        ("label", .exempt("What staff mark conversations with.")),
        ("conversation_label", .exempt("What a conversation was about stays, as its status does; whom it was with goes.")),
        ("conversation_forwarded", .exempt("Numbers: which message came for which conversation.")),
        ("conversation_moved", .exempt("Numbers: what was taken into a conversation of its own.")),
        ("incident_answer_part", .exempt("To which conversations one answer went; what was said there is emptied there.")),
        ("incident_answer", .exempt("What staff have answered to many at once; it names nobody.")),
        ("conversation_field", .exempt("What staff write beside conversations, set up by staff.")),
        ("csat_setting", .exempt("What customers are asked, set by staff.")),
        ("csat_reason", .exempt("Which of the reasons that staff have set up were ticked, with answers of nobody.")),
        ("team", .exempt("How work is given out, set by staff.")),
        ("team_member", .exempt("Who of staff was in which team.")),
        ("desk_agent", .exempt("What staff can do, and how much at once.")),
        ("agent_presence", .exempt("Who of staff was there when.")),
        ("presence_setting", .exempt("Numbers.")),
        ("saved_reply", .exempt("What is answered again and again, written by staff.")),
        ("saved_reply_deed", .exempt("What is done again and again, set up by staff.")),
        ("work_done_part", .exempt("How conversations stood, without what was said or by whom.")),
        ("work_done", .exempt("What staff did.")),
        ("mention", .exempt("Which of staff were called by colleagues.")),
        ("kept_list", .exempt("Lists that staff have kept under a name.")),
        ("answer_pause", .exempt("What was set by a manager.")),
        ("saved_reply_text", .exempt("What is answered again and again, written by staff.")),
        ("service_standard_entry", .exempt("How far standards are, written by staff about their own work.")),
        ("service_standard", .exempt("What service holds itself to, written by staff.")),
        ("scorecard", .exempt("What conversations are judged by, set by staff.")),
        ("service_policy", .exempt("What is promised to all customers, set by staff.")),
        ("secret", .exempt("Random bytes.")),
        ("upload", .exempt("Files on their way in: they are deleted once they are imported, and a day after they came at the latest.")),
        ("identity_review", .exempt("Numbers.")),
        ("benchmark", .exempt("Figures about other companies and about staff as a whole.")),
        ("journey_version", .exempt("Stages and rules that staff have set up.")),
        ("journey", .exempt("Stages and rules that staff have set up.")),
        ("moment_pin", .exempt("Touchpoints that staff hold to be decisive, and why.")),
        ("insight", .exempt("Findings about groups of thirty people or more, and what staff did about them.")),
        ("duplicate_look", .exempt("Numbers.")),
        ("retention_rule", .exempt("What was set by an administrator.")),
        ("counter", .exempt("Numbers.")),
        ("source", .exempt("Sites, files and parts of ours, named by staff.")),
        ("channel", .exempt("The catalogue.")),
        ("kind", .exempt("The catalogue.")),
        ("identifier_type", .exempt("Types, not identifiers.")),
        ("blocked_identifier", .exempt("Values that name nobody, by the word of staff.")),
        ("duplicate_rule", .exempt("What was set by an administrator.")),
        ("staff", .exempt("People who work here, under “People and roles”.")),
        ("session", .exempt("Of staff.")),
        ("invitation", .exempt("Of staff.")),
        ("access_key", .exempt("Of programs.")),
        ("audit", .exempt("What staff did; customers stand there by their id alone, which leads nowhere once they are erased.")),
        ("job", .exempt("Work carries ids, not contents.")),
        ("subscription", .exempt("Numbers.")),
        ("import_run", .exempt("Names of sources and counts.")),
        ("segment", .exempt("Rules that staff have made for many.")),
    ]
}
