# The bot's own sentences in English. Answers of the office live in knowledge/.

# Whose fact it is
sample = *SAMPLE, ask the office: this value was made up for the demonstration and has not been confirmed.*
mark-national = *National rule or public service: check the official source before you rely on it.*
mark-host = *Decided by the host: its own rule goes first.*
stale = This was last confirmed on { $verified } and may have changed, so no dates or amounts are given here.
stale-unverified = This has not been confirmed for a while, so no dates or amounts are given here.
ask-owner = Please ask { $desk }. { $contact }
verified = *Last confirmed: { $verified }.*

# Titles
title = **{ $entity } · { $aspect }**

# Windows
window-opening = **{ $name }**: opens { $opens }{ $days ->
    [0] , today
    [1] , tomorrow
   *[other] , in { $days } days
  }.
window-opening-until = **{ $name }**: opens { $opens }{ $days ->
    [0] , today
    [1] , tomorrow
   *[other] , in { $days } days
  }, and closes { $closes }.
window-open = **{ $name }**: open until { $closes } ({ $days } days left).
window-open-ended = **{ $name }**: open; no closing date is set.
window-closing = **{ $name }**: closing soon, open until { $closes } ({ $days ->
    [1] 1 day left
   *[other] { $days } days left
  }).
window-closing-today = **{ $name }**: closing **today**, { $closes }.
window-closed = **{ $name }**: closed since { $closes }. The next round has not been announced.
window-closed-next = **{ $name }**: closed since { $closed }. Next round expected from { $opens } to { $closes }.
window-rolling = **{ $name }**: no fixed dates, applications are taken all year round.
window-to-be-announced = **{ $name }**: dates to be announced.
window-tentative = (tentative)
window-last-working-day = { $today ->
    [yes] Today is the last working day before it.
   *[no] The last working day before it is { $last }.
  }
working-days-uncertain = *For working days only weekends are counted so far: the public holidays of { $year } are not published yet.*
window-stage = { $applied ->
    [yes] For those who have applied: { $name }
   *[no] { $name }
  }, { $closes }
window-stage-from = { $applied ->
    [yes] For those who have applied: { $name }
   *[no] { $name }
  }, { $opens } to { $closes }
window-stay = Away: { $away } to { $back }
zone-beijing = *All times are Beijing time (UTC+8){ $whole ->
    [yes] ; a closing day without a time counts until midnight
   *[no] { "" }
  }.*
zone-other = *All times are in the zone { $zone }{ $whole ->
    [yes] ; a closing day without a time counts until midnight
   *[no] { "" }
  }.*
no-windows = There is no fixed application window for this. Ask { $desk } before you plan.
windows-stale = The dates have not been confirmed since { $verified }, so none is given here.
board-open = **Open now**
board-opening = **Opening next**
board-anytime = **Any time, or to be announced**
board-none = Nothing is open for applications at the moment.
board-closing = **Closing soon**
board-anytime-too = **At any time**
board-line-closing = **{ $entity }**: { $name }, until { $closes } ({ $days ->
    [0] today!
    [1] 1 day left
   *[other] { $days } days left
  })
board-line-open = **{ $entity }**: { $name }, until { $closes } ({ $days } days left)
board-line-open-ended = **{ $entity }**: { $name }, no closing date
board-line-opening = **{ $entity }**: { $name }, from { $opens } ({ $days ->
    [0] today
    [1] tomorrow
   *[other] in { $days } days
  })
board-line-rolling = **{ $entity }**: { $name }, all year round
board-line-to-be-announced = **{ $entity }**: { $name }, dates to be announced
board-line-stage = **{ $entity }**, { $name }: { $stage }, { $closes }
board-period = **From { $first } to { $last }**
board-period-day = **{ $first }**
board-period-closing = **Closing**
board-period-opening = **Opening**
board-period-throughout = **Open all the time**
board-period-stages = **For those who have applied**
board-period-none = No applications open or close in this time.
board-period-next = { $what ->
    [opens] Next to open, on { $day }: { $entity }, { $name }.
   *[closes] Next to close, on { $day }: { $entity }, { $name }.
  }

# Answers that are not there
not-here = We have nothing under “{ $aspect }” for { $entity }; most likely it does not apply. These may help:
attachments = Files: { $names }
for-student = *{ $entity } is a programme for students; as a colleague or partner you can still read on.*
for-teacher = *{ $entity } is for teachers and staff; the answer is written for them.*

# Outcomes
choices = Did you mean one of these?
unknown = I don't know that one, and I would rather say so than guess.
unknown-person = { $desk } can help: { $contact }
elsewhere = That is a matter for: **{ $office }**. { $contact }
failed = Sorry, something went wrong here and it is not your fault. Please ask again. If it stays that way, tell the office this number: { $id }
empty = I did not see any words in that. Ask me in a sentence or two, in English or Chinese.
only-text = I can only read text. Put your question in a few words, in English or Chinese, and I will look it up.
old-button = That button is from an older message and no longer works. Here is the menu again.
still-learning = (I have just started and am still reading the meaning of the office's answers; for some seconds I match by words only.)
too-many = You are sending very fast. I answer every message; it may take a moment.

# Welcome, help, menus
welcome = **Hello, I'm Open Window**, the assistant of the Office of International Cooperation and Exchange.

  Ask me in your own words, in English or Chinese, for example:

  - When does the exchange close?
  - 暑期研学多少钱？
  - I lost my passport abroad

  Answers marked SAMPLE are examples and must be confirmed with the office. I never guess: if I don't know, I say so and name somebody to ask.
help = Type a question, or tap a topic. After an answer you can simply go on: “and how much is it?”

  /topics all topics · /language 中文 or English · /help this page

  A person: type “talk to a person”. Emergency abroad: local emergency number first, then +86-10-12308.
topics = What would you like to know about?
topics-programmes-student = **For students**
topics-programmes-teacher = **For teachers**
topics-services = **Services**
topics-entity = **{ $entity }**: what would you like to know?
role-question = One question, so that I put the right things first: who are you? (You may skip it.)
role-student = I'm a student
role-teacher = I'm a teacher or on the staff
role-partner = I'm from a partner or guest
role-nobody = Rather not say
role-set-student = Thank you. Programmes for students come first now.
role-set-teacher = Thank you. What concerns teachers and staff comes first now.
role-set-partner = Thank you. Visits and cooperation come first now.
role-set-nobody = That's fine.
language-question = Which language shall I speak? 用哪种语言？
language-set = I'll speak English from now on. A question in Chinese still gets a Chinese answer.
language-name = English

# Buttons
button-more = More ▾
button-topics = All topics
button-person = Ask a person
button-language = 中文 / English
button-role = Who I am
button-dates = What is open now?

# Console
console-hello = Open Window. Type a question; a number presses that button; :quit leaves.
console-unknown-button = There is no button { $number } here.
console-goodbye = Goodbye.

# Commands shown in Telegram's menu
command-topics = Browse all topics
command-language = 中文 / English
command-help = How to use this bot
command-start = Start

# Changes
title-round = { $entity } – { $window }
title-stage = { $entity } – { $window }: { $stage }
span-from-to = from { $opens } to { $closes }
span-from = from { $opens }, with no closing date
span-until = until { $closes }
change-closing = **{ $name }** has moved: it was to close on { $was }, it now closes on { $closes }.
change-longer = **{ $name }** has moved: it closed on { $was }, it now closes on { $closes }.
change-over = **{ $name }** has moved: it was to close on { $was }, and has been closed since { $closes }.
change-opening = **{ $name }** has moved: it was to open on { $was }, it now opens on { $opens }.
change-opening-again = **{ $name }** has moved: it opened on { $was }, it now opens on { $opens }.
change-dates = **{ $name }** has moved. Before: open { $was }. Now: open { $then }.
change-opened = **{ $name }** is open now, earlier than planned: it was to open on { $was }. Now: open { $then }.
change-announced-to-be-announced = **{ $name }** now has dates: open { $then }.
change-announced-rolling = **{ $name }** now has dates. Before: open all year round. Now: open { $then }.
change-announced-dated = **{ $name }** now has dates: open { $then }.
change-announced-next = **{ $name }** has a new round: open { $then }.
change-cancelled = **{ $name }** has been cancelled.
change-withdrawn = **{ $name }** has no dates for now; new ones will be announced.
change-rolling = **{ $name }** has no deadline any more: applications are taken all year round.
change-before = { " " }Before: open { $was }.
