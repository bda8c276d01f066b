extension Texts {
    static let requestsInEnglish: [Matter: Request] = [
        .presales: Request(
            subjects: ["Question about desks", "Dimensions", "Before I order", "Offer"],
            exchanges: [
                "How low does the Tern go? I am 155 cm tall.": "Down to 62 cm, so it fits you well; the Plover only goes down to 68.",
                "Do you have the Wren in dark green?": "Yes, in dark green and in four other colours. All of them can be seen in the showroom.",
                "How long does delivery take at the moment?": "About eight days. You will get the exact day when you order.",
                "Is there a discount for twelve desks?": "From six pieces on there are twelve per cent off. Shall I send you a quote?",
                "Can one try the booth somewhere before deciding?": "In every showroom. Shall I book half an hour for you?",
                "What is the difference between the Tern and the Plover?":
                    "The Plover carries 40 kg more and has a drawer; the Tern is lighter and goes lower.",
                "Does Flex include assembly?": "It does: delivery, assembly and repairs are part of the monthly price.",
                "Is the Heron suitable for somebody of 130 kg?": "Yes, it is tested up to 150 kg.",
                "Can I return a chair if it does not suit me?": "Within thirty days, even when it has been used.",
                "I am furnishing a room from scratch. Who can advise me?": "I can, or one of our planners by video call. Which day would suit you?",
            ]),
        .status: Request(
            subjects: ["Where is my order?", "Delivery date", "Status of the order"],
            exchanges: [
                "When will my order arrive?": "It leaves the warehouse tomorrow, and you will get a message before the van arrives.",
                "Has my order been shipped already?": "Yes, this morning. It is on its way and on time.",
                "Could you please confirm the delivery date?": "Gladly: the date in your confirmation stands.",
                "Can I still change the delivery address?": "Just in time. I have changed it and sent you a new confirmation.",
                "Will the van call before it comes?": "Yes, about an hour before. I have noted your number for the driver.",
                "I need the delivery in the afternoon. Is that possible?": "I have noted the afternoon for the driver.",
            ]),
        .late: Request(
            subjects: ["Delivery is late", "Where is the van?", "Order not delivered", "Delivery date not kept"],
            messages: [
                "My order should have been here by now. Where is it?", "Nobody came although the message said so.",
                "I have been waiting for days and the tracking does not change.", "The courier says he was here. We were in all day.",
                "The date was not kept. What is going on?", "Please tell me when you will really deliver.",
                "The new date has passed as well. Can I at least get an honest answer?",
            ],
            replies: [
                "I am sorry. I have just called the carrier and will stay with it until I have a date for you; you hear from me today.",
                "I understand how annoying that is. I have put your order first in the list and refunded the delivery fee.",
                "You are right, that is too long. I will send you the driver's number as soon as he has left.",
                "I apologise, the carrier has missed it. If it helps, I send you something on loan from the showroom today.",
            ]),
        .damaged: Request(
            subjects: ["Arrived damaged", "Broken on arrival", "Damaged delivery"],
            messages: [
                "The parcel was already open when the courier handed it over, and what was in it is broken.",
                "It arrived broken. I would like a new one, please.",
                "The box was crushed and so is what was in it.", "It is scratched all over. I can send photos.",
            ],
            replies: [
                "I am so sorry. A new one leaves the warehouse today, and you do not have to send anything back.",
                "That clearly happened in transport. Would you rather have a replacement or your money back?",
                "That must not happen. I have taken it up and will follow it myself.",
                "I will arrange it: you get a new one, and we collect the broken one whenever it suits you.",
            ]),
        .incomplete: Request(
            subjects: ["Parts missing", "Box missing", "Incomplete delivery"],
            messages: [
                "The bag with the screws is missing.", "Only some of the boxes are here. Where is the rest?",
                "The delivery note lists more than what is in the box.",
                "Half of the parts are missing. How am I to put it together?",
            ],
            replies: [
                "I am sorry. The missing parts go out by express today.",
                "Thank you for checking. I see that a part of it stayed with the carrier; I have asked for it and send a second one to be safe.",
                "That is annoying. Everything that is missing is being packed as we speak.",
                "I have it noted, and will call you tomorrow to hear whether everything is there.",
            ]),
        .assembly: Request(
            subjects: ["Help with assembly", "Instructions", "Which screw goes where?"],
            exchanges: [
                "Which screws belong at the bottom of the #?": "The long ones with the black head. I have sent you a photo with arrows.",
                "I cannot find the instructions for the #.": "Here they are, together with a short film.",
                "One hole of the # does not match. Am I doing something wrong?": "Turn that part round, then it fits. It happens to many of us.",
                "Can somebody come and put the # together?": "Of course. A fitter is free on Thursday morning, would that suit you?",
            ]),
        .invoice: Request(
            subjects: ["Invoice", "VAT number on the invoice", "Copy of the invoice"],
            exchanges: [
                "Could you send me the last invoice again?": "Here it is. You also find all of them in your account.",
                "The VAT number is missing on the invoice.": "I have added it; the new one is in your inbox.",
                "Please change the billing address.": "Done, for this invoice and for those to come.",
                "The amount does not match what was agreed.":
                    "You are right, the discount was not taken off. The difference is on its way back to you.",
                "Can I pay within thirty days?": "Thirty days are fine, I have noted it for all your orders.",
                "I need one invoice for two orders.": "No problem, here is one for both.",
            ]),
        .fault: Request(subjects: ["Warranty", "Something is broken", "Repair"], exchanges: [:]),
        .plan: Request(
            subjects: ["Change of plan", "Question about Flex", "My plan"],
            exchanges: [
                "I would like to add something to the plan.":
                    "Gladly. It counts from the first of the month; you see the new amount in your account.",
                "When does the plan end?": "At the end of the term, and we will write to you four weeks before.",
                "Can I give back a chair in the middle of the term?": "Of course, we collect it with the next tour.",
                "What happens to the furniture if I do not renew?": "We collect it free of charge, or you keep it at its present value.",
                "Can the plan move with us to a new address?": "You can take everything along; we only need the new address.",
            ]),
        .returns: Request(
            subjects: ["Return", "Sending it back", "It does not suit me"],
            exchanges: [
                "I would like to return the #, it does not suit me.":
                    "No problem. The label is in your inbox, and the money is with you three days after it arrives.",
                "How do I send the # back?": "You need not even pack it, our people bring a box. Would Friday suit you?",
                "The # does not match the room. I want to return it.": "Of course. We collect it and pay you back in full.",
            ]),
    ]
}

extension SiteTexts {
    static let english = SiteTexts(
        pages: [
            .home: "Alderdesk – furniture that works", .desks: "Height-adjustable desks", .chairs: "Office chairs", .booths: "Phone booths",
            .flex: "Flex: furniture by the month", .prices: "Prices", .delivery: "Delivery and assembly", .showrooms: "Our showrooms",
            .sustainability: "Made to last", .about: "About us", .warranty: "Ten years' warranty", .orders: "Your orders",
        ],
        products: [
            .desk: "# standing desk", .chair: "# office chair", .booth: "# phone booth", .table: "# conference table", .shelf: "# shelf",
            .lamp: "# desk lamp",
        ],
        articles: [
            "Why your back hurts by three o'clock", "How much space does a desk need?", "Open plan without the noise", "Standing or sitting? Both",
            "Seven mistakes when furnishing a small office", "Light that keeps you awake", "Home office in two square metres",
            "What a good chair must do",
        ],
        stories: [
            "How a law firm halved its moving costs", "Forty desks in one weekend", "A college that lets its students stand",
            "From the kitchen table to a team of twelve", "A quiet corner for every call",
        ],
        guides: ["The office planner's checklist", "Ergonomics in eight pictures", "Buy or rent? A calculation"],
        help: [
            "Resetting the desk", "Adjusting the Wren in five steps", "Changing a gas spring", "Where to find your invoice", "Changing your plan",
            "What to do when something is missing",
        ],
        newsletters: [
            "New year, new height", "Short days, good light", "Spring cleaning for your desk", "Ten offices we like", "The Heron has a new fabric",
            "Working outside: what to watch", "Summer hours in our showrooms", "Back to the office, gently", "Autumn colours for your chair",
            "What our customers taught us", "Gifts for people who sit", "A year in pictures",
        ],
        ads: ["Stand up for your back", "Furnish your office by the month", "The quiet booth", "A chair for eight hours", "Try it for thirty days"],
        queries: [
            "standing desk", "office chair back pain", "phone booth office", "rent office furniture", "desk 120 cm", "quiet standing desk",
            "spare castors",
            "conference table oak",
        ])
}
