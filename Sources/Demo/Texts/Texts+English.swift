extension Texts {
    static let english = Texts(
        site: .english,
        remarks: remarksInEnglish,
        products: productsInEnglish,
        titles: [
            .good: [
                "Would buy again", "Exactly as described", "Very happy", "Just right", "Great furniture, great people", "Well made",
                "Better than expected", "Finally something decent", "Recommended", "Worth the money",
            ],
            .mixed: [
                "Good, with one but", "Fine, not more", "Nice product, could be smoother", "Three stars for now", "Mixed feelings", "Almost",
            ],
            .bad: [
                "Disappointed", "Not what I expected", "Never again with this courier", "A pity", "Good furniture, terrible delivery",
                "Think twice", "It used to be better", "So much trouble", "Waited and waited",
            ],
        ],
        requests: requestsInEnglish,
        greetings: ["Hello. ", "Hi there. ", "Hello Alderdesk team. ", "Hi! "],
        introductions: ["# here. ", "Hello, this is #. ", "# from Alderdesk. "],
        orderNumber: "Order number #.",
        thanks: [
            "Perfect, thank you!", "That answers it. Have a nice day!", "Great, thanks for the quick help.", "Ah, found it. Thank you very much.",
            "Brilliant, that was easy.", "Thanks, I will try that.", "Good to know, thank you.", "Thank you for being so patient with me.",
            "OK, I will wait for your mail then. Thanks!", "Super. That is all I needed.",
        ],
        answers: [
            .good: [
                "Thank you for the kind words. Enjoy your new workplace!", "We are glad it fits so well. See you again!",
                "Thank you, we have shown this to the people in the workshop.", "That makes our day. Thank you for taking the time.",
            ],
            .bad: [
                "We are sorry. This is not how it should have gone; we have written to you with a proposal.",
                "You are right to be annoyed. A colleague will call you today to put it right.",
                "Thank you for telling us so openly. We are talking to the carrier and will come back to you.",
                "We apologise for the trouble. Please check your inbox, a replacement is on its way.",
                "That should not have happened. We have taken it up and will not leave you alone with it.",
            ],
        ],
        posts: [
            "How do you hide the cables of a Tern when it stands in the middle of the room?",
            "Tip: felt pads under the Wren make it silent on wooden floors.",
            "Has anybody put two Owl booths side by side? Do you hear each other?",
            "Our little office after a year with Flex. We started with four desks and now have eleven.",
            "Which lamp do you use with the Plover? The Robin is lovely but a bit short for me.",
            "How many hours a day do you really stand? I manage two.",
            "You can save four heights on the Tern if you hold the button for three seconds. I found out only today.",
            "Looking for the spare castors for hard floors, which ones did you take?",
            "Moved office last weekend; the Starling comes apart in ten minutes with the small key.",
            "Does the seat of the Heron get softer with time? Mine is two weeks old.",
            "I made a drawing of our floor plan for six desks in thirty square metres, happy to share it.",
            "What do you clean the grey fabric with?", "Oak or ash? In daylight the oak looks warmer; here is a picture of both.",
            "Children discovered the height control. Is there a lock? Yes: press both arrows for five seconds.",
        ],
        farewells: [
            .mixed: [
                "We are moving to a smaller office.", "We have bought our own furniture in the meantime.", "The team works from home now.",
                "Our budget for this year has been cut.", "I am moving abroad and cannot take it with me.",
                "The project is over and the desks are not needed.",
            ],
            .bad: [
                "After three bad deliveries we have lost patience.",
                "The desks we added came late and damaged. That is not what we pay for every month.",
                "Nobody can tell us when the missing parts will come, so we end it here.", "I do not trust the delivery dates any more.",
                "Every change to the plan means waiting for a van that does not come.", "Your support is kind, but the furniture has to arrive.",
                "We have found somebody who delivers on the day they say.",
            ],
        ],
        agents: ["Claire", "Daniel", "Maeve", "Oscar"])

    private static let remarksInEnglish: [Topic: Remarks] = [
        .deliveryGood: Remarks(
            first: [
                "The delivery came exactly when it was promised.", "Two friendly people carried everything up to the fourth floor.",
                "Everything arrived in one go, well packed and complete.", "We got a message an hour before the van was at the door.",
                "Ordered on Monday, sitting on it the next Tuesday.", "The driver even took the old chairs and all the cardboard away.",
                "Delivery and assembly took less than an hour.", "It came a day early and in perfect shape.",
                "No scratch, no missing screw, no waiting.",
            ],
            then: [
                "That is how it should be.", "We did not lose a single working day.", "I had expected far more trouble.", "Please keep it that way.",
                "We will order from you again.", "Well done.", "Everybody was impressed.",
            ]),
        .deliveryLate: Remarks(
            first: [
                "The delivery came more than a week late.", "We were promised Thursday and waited until the end of the following week.",
                "Three delivery dates, and the courier kept none of them.", "The new courier did not turn up and did not call.",
                "I took a day off for the delivery and nobody came.", "The tracking said 'out for delivery' for six days.",
                "The van came at eight in the evening, unannounced.", "Each time I asked, the date moved by another two days.",
            ],
            atWork: [
                "Our new colleague started on Monday; the desk came nine days later.",
                "The van came at eight in the evening, when the office was long closed.",
                "Ten people without desks for more than a week.",
            ],
            then: [
                "Nobody could tell us when it would really come.", "This used to work so well.", "In the meantime we worked at the kitchen table.",
                "Please change the courier.", "Your support was kind, but they cannot drive the van.",
                "It cost us more nerves than the furniture was worth.",
                "I like the furniture, but I will think twice before ordering again.", "That is simply not acceptable.",
            ]),
        .deliveryDamaged: Remarks(
            first: [
                "The packaging was torn open and what was in it had suffered.", "The driver dropped the box in front of me and drove off.",
                "Everything was wet; the boxes must have stood in the rain.", "It looked as if somebody had driven over the box.",
                "One corner was chipped, right where everybody sees it.", "Scratched and dented, and the courier wanted a signature.",
            ],
            then: [
                "The replacement took another two weeks.", "Support sent a new one at once, but it should not have happened.",
                "For this price I expect it to arrive whole.", "We had to unpack, photograph and repack everything.",
                "It is the second time this year.",
                "The people on the phone were lovely; the courier is the problem.", "That would not have happened with the old courier.",
            ]),
        .deliveryIncomplete: Remarks(
            first: [
                "The screws were missing.", "One box never arrived, and nobody knew where it was.",
                "Half of the order came, the other half 'would follow'.",
                "The delivery note said complete, the boxes said otherwise.", "A whole bag of small parts was missing.",
            ],
            atWork: ["We got four of the six boxes we had ordered.", "The fitter stood there with half of the parts and had to leave again."],
            then: [
                "So it has been standing half-built in the corridor for a week.",
                "Support answered within minutes and still could not say when the rest would come.",
                "I put everything back into the box.", "Somebody should count before the van leaves.", "I have written three times about it now.",
                "That never happened with the old courier.", "A beautiful piece, if one could use it.",
            ]),
        .productGood: Remarks(
            first: [
                "After a year of daily use it still looks new.", "Put together in ten minutes with one key.", "Well made, down to the last screw.",
                "It looks even better than in the pictures.", "You notice the quality at once.",
            ],
            then: [
                "I would buy it again.", "People ask where it is from.", "Worth every cent.", "You notice that somebody thought about it.",
                "It is the best thing in the whole room.", "I am still happy about it every morning.", "There will be more of it here.",
            ]),
        .productBad: Remarks(
            first: [
                "The colour is much darker than on the site.", "Good idea, but the details are not thought through.",
                "It has come loose after a few months.",
            ],
            then: [
                "A pity, because I like the design.", "I had hoped for more at this price.", "Otherwise I am content.",
                "Please improve that in the next version.",
                "The one I had before was better.",
            ]),
        .serviceGood: Remarks(
            first: [
                "Answered within two minutes and solved in ten.", "Very patient, explained everything twice without sighing.",
                "I did not have to repeat anything, they had the whole story in front of them.", "A real person, a clear answer, done.",
                "They called back exactly when they said they would.", "Friendly and quick, as always.",
                "I wrote late in the evening and had an answer before breakfast.",
                "They sent a photo with an arrow to the right screw, and that was it.", "You can tell that these people know the furniture.",
            ],
            then: [
                "Thank you!", "Best support I know.", "That is why I stay with you.", "Please tell them.", "More of that, please.",
                "I was really surprised.",
            ]),
        .serviceBad: Remarks(
            first: [
                "I waited on the phone for a quarter of an hour.", "The first answer was copied from the help page.", "I was passed on twice.",
                "The answer was right, but I had to ask three times.", "I did not feel understood.", "It took long to get a simple answer.",
            ],
            then: [
                "In the end it was solved.", "That is not what I am used to from you.", "Not terrible, but not good either.",
                "I hope that was an exception.",
            ]),
        .serviceGoodDeliveryBad: Remarks(
            first: [
                "Your colleague was great; the courier is not.", "Perfect help. I only wish I had not needed it.",
                "Five stars for the support, none for the courier.",
                "Quick and kind, although it was the third time I had to write about a delivery.",
                "She apologised, sent the part the same day and called to check.",
                "Solved in minutes, unlike the delivery itself.", "The support does all it can to mend what the courier breaks.",
            ],
            then: [
                "Please pass that on.", "The chat is not where the problem is.", "I give full marks for the answer.",
                "Do something about the courier.",
                "Thank you for staying so calm.", "It cannot go on like this, though.",
            ]),
        .valueGood: Remarks(
            first: [
                "Honest prices and no surprises on the invoice.", "For what it is, the price is more than fair.",
                "We compared five suppliers and would choose you again.",
                "Not cheap, but it will outlive the cheap ones.", "The discount helped a lot.",
            ],
            then: ["Recommended.", "It adds up.", "It has paid off.", "More companies should do it this way."]),
        .valueBad: Remarks(
            first: [
                "Good furniture, but the prices have gone up a lot.", "The delivery fee for one lamp is absurd.",
                "Elsewhere the same chair costs a fifth less.",
                "The accessories are far too expensive.", "I would have liked a discount as a returning customer.",
            ],
            then: ["Apart from that all is well.", "I will compare next time.", "I do like the quality.", "That costs you a point."]),
        .orderingGood: Remarks(
            first: [
                "The site is clear and the order was done in five minutes.", "The configurator showed me exactly how it would look in our room.",
                "I left the cart on the web and bought it in the showroom: everything was there.", "I never had to type my address twice.",
                "Every question was answered on the product page.", "Order, invoice, date: all in one place.",
            ],
            then: ["Very pleasant.", "Others could learn from that.", "I wish all shops were like that.", "Nothing to improve."]),
        .orderingBad: Remarks(
            first: [
                "The checkout lost my cart once.", "I could not find the measurements on the phone.", "Changing the order was not possible online.",
                "The configurator is slow on my old laptop.", "Searching for spare parts led me nowhere.",
            ],
            then: ["It worked on the second try.", "That could be simpler.", "Not a big thing, but annoying.", "The rest was fine."]),
        .showroom: Remarks(
            first: [
                "We could try every chair in peace.", "Good advice, and nobody pushed me to buy.", "The booth convinced us once we had sat in it.",
                "They remembered what I had looked at on the web.", "A beautiful room and good coffee.",
            ],
            then: ["I came back a week later.", "I knew what I wanted after that.", "Worth the trip.", "Thank you for the time you took."]),
        .planGood: Remarks(
            first: [
                "With Flex we add desks when people join and give them back when they leave.",
                "One invoice a month for everything: the plan makes my job easier.",
                "The plan let us furnish the office without a loan.",
                "A chair broke and a new one stood there two days later, that is what the plan is for.",
            ],
            then: ["I would not go back to buying.", "Exactly right for a growing team.", "We have just renewed.", "A very good idea."]),
        .planBad: Remarks(
            first: [
                "The plan is hard to change in the middle of a term.", "I do not understand the plan's invoice.",
                "For two desks the plan is too expensive.",
                "I would like to pause the plan during the summer.",
            ],
            then: ["Otherwise it is practical.", "Please make that clearer.", "We will see whether we renew."]),
        .mixed: Remarks(
            first: [
                "All in all fine.", "Good furniture, ordinary everything else.", "I am content, but not enthusiastic.", "No big complaints.",
                "Some things are great, some could be better.", "It does what it should.", "Quite good so far, ask me again in a year.",
            ],
            then: [
                "Let us see how it lasts.", "There is room for improvement.", "I might come back.", "A bit more choice of colours would be nice.",
                "Nothing more to add.",
            ]),
    ]
}
