# The bot's own sentences in English. Answers of the office live in knowledge/.

# Whose fact it is
sample = *SAMPLE, ask the office: this value was made up for the demonstration and has not been confirmed.*
sample-known = *SAMPLE, not confirmed.*
mark-national = *National rule or public service: check the official source before you rely on it.*
mark-host = *Decided by the host: its own rule goes first.*
stale = This was last confirmed on { $verified } and may have changed, so no dates or amounts are given here.
stale-unverified = This has not been confirmed for a while, so no dates or amounts are given here.
ask-owner = Please ask { $desk }. { $contact }
ask-owner-known = Desk: { $desk }.
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
window-going-on = What is still to come in the round that has closed:
window-stage = { $name }, { $closes }
window-stage-from = { $name }, { $opens } to { $closes }
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
board-period-throughout = **Open throughout**
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
choices-which = Which one do you mean?
choices-of = What about **{ $entity }**?
choices-none = Then tell me in other words, or let a person look at it.
doubt = If somebody is in danger, ring first: **110** police, **120** ambulance in China; abroad the local emergency number (112 in Europe, 911 in North America).
    Chinese consular help, day and night: **+86-10-12308**. Tell me what happened and I will say what to do.
doubtful = I am not sure that this is what you mean; if not, say it in other words or ask a person.
person-desk = A person can help you: **{ $desk }**, { $contact }
person-today = Today is a working day. Office hours: { $hours }
person-closed = Today is no working day; the next one is { $day }. Leave a message there and you will be answered then. Office hours: { $hours }
person-night = In an emergency do not wait: **110** and **120** in China, the local number abroad, **+86-10-12308** day and night.
done-of = Noted: no more reminders of { $name }. What is still to come after it you will hear of.
done-nothing = You follow nothing of { $name }, so no reminder would have come.
snooze-nothing = There is no letter to put off. Shall I be quiet for some time?
smalltalk-ok = You are welcome to ask on whenever you like.
words-language-en = english|英文|英语|英語
words-language-zh = chinese|mandarin|中文|汉语|漢語|普通话
words-level-low = english is poor|english is bad|poor english|bad english|english not good|weak english|english is weak|no english|英语差|英语很差|英语不好|英语不行|英文不好|英语烂|英语渣
words-first = the first one|the first|first|1st|the 1st|first one|number one|no 1|option 1|1|a|第一个|第一個|前面那个|前一个|头一个|第一
words-second = the second one|the second|second|2nd|the 2nd|the other one|second one|number two|no 2|option 2|2|b|第二个|第二個|后面那个|後面那個|后一个|后头那个|第二
words-third = the third one|the third|third|3rd|third one|number three|no 3|option 3|3|c|第三个|第三個|第三
words-fourth = the fourth one|the fourth|fourth|4th|fourth one|number four|no 4|option 4|4|d|第四个|第四個|第四
words-last = the last one|last one|the last|最后一个|最後一個|最后那个
words-none = none|none of these|none of them|neither|no none|nope none of those|not these|都不是|都不對|都不对|没有一个|没一个对|一个都不是
words-yes = yes|yeah|yep|yup|right|correct|exactly|that one|yes please|是|是的|对|對|对的|嗯对|就这个|就是这个|没错
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

  I can remind you of deadlines that you follow, and I bring the office's announcements; /settings stops either, /privacy says what is kept.
help = Type a question, or tap a topic. After an answer you can simply go on: “and how much is it?”

  “Remind me before the exchange closes”, or the button under an answer, and I'll write in time.

  /topics all topics · /deadlines what is open · /fit which programme fits you · /plan when to start · /compare two programmes · /card a card for parents · /timeline the year in a picture · /calendar for your phone · /following what you follow · /news announcements that still hold · /settings letters and quiet hours · /privacy what is kept · /language 中文 or English

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
button-aspects = More about it
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

# Follows
followed = You follow **{ $name }** now. I'll write before it closes, when it opens, and when a date changes.
followed-when = What to expect, as of today:
followed-no-date = There is no date yet. You will hear from me as soon as there is one.
expect-days = { $when }: { $days ->
    [0] the last day
    [1] 1 day before it closes
   *[other] { $days } days before it closes
  } ({ $name })
expect-last-working-day = { $when }: the last working day before it closes ({ $name })
expect-opens = { $when }: it opens ({ $name })
followed-but-stopped = Your letters are stopped at the moment, so nothing will come until you start them again.
unfollowed = You no longer follow **{ $name }**. What was waiting about it has been cancelled.
follow-which = What shall I remind you of?
follow-unknown = I know nothing with dates called “{ $name }”. Pick one of these:
following = **You follow:**
following-none = You follow nothing yet. Pick a programme, and I'll write before it closes and when its dates change:
following-gone = { $name }: no longer in our programme; nothing will come of it.
following-next = Next letter: { $when }.
snoozed = All right, again tomorrow at about this time.
closed-done = Well done! No more reminders of **{ $name }** this time; the next round is another matter.
closed-skip = No more reminders of **{ $name }** this time. You still follow the rounds after it; /following changes that.
closed-over = That round is over, or its date has moved since; nothing needs to be stopped.
why = **Why you got the last letter:**
why-nothing = I have not written to you unasked, at least not in the time that I keep.
why-days = { $name }: you follow it, and the rule is to remind { $days ->
    [0] on the last day
    [1] 1 day before it closes
   *[other] { $days } days before it closes
  }.
why-last-working-day = { $name }: you follow it, and the rule is to remind on the last working day before it closes.
why-opens = { $name }: you follow it, and the rule is to write when it opens.
why-change = { $name }: you follow it, and the office changed its dates.
why-limits = I write at most { $most } times a week, never in your quiet hours, and put what falls on one day into one letter.
button-follow = 🔔 Remind me
button-following = What I follow
button-unfollow = Stop reminding me
button-unfollow-one = ✕ { $name }
button-only = Only: { $name }
button-done = ✓ I have applied
button-done-one = ✓ { $name }: done
button-skip = Not for me
button-snooze = Tomorrow again
button-dates-of = All dates
button-why = Why this?

# Settings and privacy
settings = **Letters that I send unasked**
letters-on = They come: reminders of what you follow, and the office's announcements.
letters-off = Stopped: nothing comes unasked.
letters-paused = Paused until { $until }.
settings-quiet = Quiet hours: { $hours } ({ $zone })
settings-year = Year of study: { $study }
quiet-never = never quiet
quiet-question = When shall I keep quiet? (Or type, for example, /quiet 21:30-07:00)
zone-question = In which time zone are you? (Or type, for example, /zone Europe/Rome)
year-question = Which year are you in?
year-button = Year { $study }
pause-question = For how long shall I keep quiet? What comes up meanwhile arrives afterwards in one letter, unless it is over by then.
adjusted = Done.
adjust-unknown = I did not understand that value. These are the settings as they are:
button-settings = Settings
button-pause = Pause for { $days ->
    [7] a week
    [30] a month
   *[other] { $days } days
  }
button-letters-on = Start again
button-letters-off = Stop all letters
button-quiet = Quiet hours
button-zone = Time zone
button-year = Year of study
button-mydata = What you know of me
button-forget = Forget me
button-forget-sure = Yes, erase everything
button-forget-not = No, keep it
privacy = **What I keep, and for how long**

  - Your chat's number, so that I can answer; your language, and what you choose to tell (role, year, department, time zone).
  - What you follow and which letters you were sent, so that nothing comes twice.
  - The subject of our conversation, for 12 hours, so that “and how much?” works.
  - Questions that I could not answer, for { $days } days, without who asked; numbers of papers, phones and e-mail addresses are blacked out.
  - Letters and their ledger, for { $days } days.
  - A message of yours that I could not handle, as you wrote it, until staff have seen to it, at most { $days } days.
  - Which rounds you said you are done with, for { $marks } days, so that you are not reminded of them.
  - Which papers you ticked off, for { $marks } days, so that reminders name only what is missing; one that serves every programme (a passport) until you untick it.
  - Which announcements reached your chat and the numbers of those messages, for { $days } days, so that they can be corrected or taken back.
  - What staff did (sending, reloading), without a word about you, for { $audit } days. Of staff: their name in this app and their role.

  I keep nothing else and pass nothing on, except to the office itself. Messages travel through this app's own servers, and may leave the mainland with them.

  Please never send numbers or pictures of identity papers here: bring them to the office.

  /mydata shows everything held about you, /forget erases it.
mydata = **Everything held about you.** The same stands in the file, in a form that programs read.
mydata-nothing = Nothing is held about you.
forget-question = Shall I erase everything about you? Your settings, what you follow, our conversation and all letters still to come will be gone at once. This cannot be undone.
forgotten = Everything about you has been erased, and nothing more will come unasked. If you write again, we begin anew.
bring-not-send = *I saw what looks like the number of a paper, a card, a phone or an e-mail address. I have not kept it. Please don't send such numbers here; bring them to the office.*
held-profile = Profile
held-conversation = Conversation
held-follows = What you follow
held-marks = Rounds you have done with
held-papers = Papers that you have
held-reminders = Reminders
held-letters = Messages to you
held-received = Messages from you
held-staff = Your place in the staff
held-announcements = Announcements that you made
field-channel = App
field-address = Number in the app
field-language = Language
field-chose-language = Language chosen by you
field-role = Role
field-was-asked-role = Asked for the role
field-year = Year
field-department = Department
field-zone = Time zone
field-quiet = Quiet hours
field-paused-until = Paused until
field-muted = Letters stopped
field-gone = Gone
field-since = Since
field-seen = Last here
field-subject = Subject
field-topic = Topic
field-marked = Told whose fact it is for
field-offered = Choices shown
field-last = Last understood
field-belief = What it may be about
field-updated = Updated
field-entity = Programme
field-window = Round
field-mark = Mark
field-place = For
field-paper = Paper
field-at = At
field-kind = Kind
field-offset = When before
field-state = State
field-reason = Reason
field-created = Written
field-settled = Settled
field-body = Text
field-name = Name
field-begun = Began
field-received = Received
value-pending = waiting
value-sending = on its way
value-sent = sent
value-gone = you had gone
value-failed = failed
value-unknown = nobody knows whether it arrived
value-dropped = not sent
value-waiting = waiting
value-handling = being handled
value-done = handled
value-parked = set aside
value-enclosed = written
value-true = yes
value-false = no

# Staff
staff-reloaded = The files have been read anew and are in force.
staff-broken = **The files have errors, so what was known before stays in force.** Please mend:
staff-parked = A message could not be handled, even at the third try, and was set aside. The log has the details under the number { $id }.
staff-status = **Counts**
staff-resent = { $number ->
    [0] Nothing was in doubt.
    [1] 1 letter waits to be sent again.
   *[other] { $number } letters wait to be sent again.
  }
command-deadlines = What is open, closing, opening
command-following = What I follow
command-settings = Reminders, quiet hours, language
command-why = Why did I get this?
command-privacy = What is kept, and how to erase it

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

# Reminders
reminder-digest = **Dates that you follow**
reminder-closes = **{ $name }** closes { $days ->
    [0] today
    [1] tomorrow
   *[other] in { $days } days
  }: { $closes }.
reminder-ends = **{ $name }** ends { $days ->
    [0] today
    [1] tomorrow
   *[other] in { $days } days
  }: { $closes }.
reminder-is = **{ $name }** is { $days ->
    [0] today
    [1] tomorrow
   *[other] in { $days } days
  }: { $closes }.
reminder-opened = **{ $name }** { $days ->
    [0] opens today.
    [1] opened yesterday.
   *[other] opened { $days } days ago.
  }
reminder-until = Open until { $closes }.
reminder-working-day = The last working day before it is { $last }.
reminder-working-day-today = Today is the last working day before it.
reminder-working-day-uncertain = (Only weekends are counted: the public holidays of that year are not published yet.)
reminder-late = This comes late, sorry: it should have come on { $when }.
reminder-late-some = Some of this comes later than it should have, sorry.
reminder-stop = *You get this because you follow { $name }. To stop or change it: /following · Which rule: /why*
reminder-stop-all = *You get this because you follow these. To stop or change it: /following · Which rules: /why*

# Announcements
language-en = English
language-zh = Chinese
cast-notice = **Announcement { $number }** (draft)
cast-correction = **Correction { $number }** (draft)
cast-text = { $language }: “{ $words }”{ $media }
cast-media = { $number ->
    [1] {" "}+ 1 file
   *[other] {" "}+ { $number } files
  }
cast-text-missing = { $language }: no text yet
cast-to = To: { $whom }
cast-everyone = everyone
cast-or = {" or "}
cast-and = ; and{" "}
cast-not = not { $whom }
cast-ids = { $number } listed by id
cast-followers = followers of { $name }
cast-role-student = students
cast-role-teacher = teachers
cast-role-partner = partners
cast-at-once = When: as soon as you confirm
cast-at = When: { $at }
cast-weekly = When: every week, from { $at } until { $until }
cast-monthly = When: every month, from { $at } until { $until }
cast-urgent = Urgent: quiet hours are not waited for
cast-not-urgent = Not urgent: who has quiet hours gets it when they end
cast-holds = Holds until { $day }: people who join by then are offered it
cast-holds-not = Not offered to people who join later
cast-ask-text = Send me the announcement in { $language }, as it shall arrive: text with its formatting, a picture, a file, or an album with its caption. What you write next is taken for it.
cast-ask-correction = Send me the corrected text in { $language }. It takes the place of announcement { $number } wherever that arrived, marked as corrected.
cast-ask-ids = Send me the ids, separated by spaces, commas or lines. What you write next is taken for the list.
cast-ask-at = When shall it go out? For example: tomorrow 9:00, Friday 14:30, 30 Nov 9am, in 2 hours.
cast-ask-until = Until which day shall it be repeated? For example: 31 Jan.
cast-ask-valid = Until which day does it hold? For example: 30 Nov.
cast-not-that = I cannot send that on. Text, pictures, videos, files, albums, voice messages and stickers I can. Send me one of these.
cast-edited = Your message was changed, and so the draft was. A test from before no longer counts.
cast-ids-none = I found no id there. An id is the number of a chat, such as 123456789; at most { $most } at a time.
cast-ids-odd = Not an id, so left out: { $odd }
cast-time-unclear = I did not understand that time. Write it like: tomorrow 9:00, Friday 14:30, 30 Nov 9am, in 2 hours.
cast-time-past = { $at } is past. Choose a time that is still ahead.
cast-day-past = { $day } is too early. Choose a later day.
cast-whom = To: **{ $whom }**

  { $number ->
    [0] Nobody at the moment.
    [1] 1 person at the moment.
   *[other] { $number } people at the moment.
  }
cast-tap-twice = A tap takes in (✓), a second one leaves out (✗), a third one no longer looks at it.
cast-when = Another time?
cast-holds-question = People who start with me later can be offered the announcements that still hold. Until when does this one?
cast-preview = Preview, { $language }:
cast-corrected = Corrected
cast-look = **Last look at announcement { $number }**
cast-people = { $number ->
    [0] Nobody would get it.
    [1] 1 person gets it.
   *[other] { $number } people get it.
  }
cast-people-of = { $channel }, text in { $language }: { $number }
cast-others-read = No text in { $language }: who reads that gets the other one
cast-corrects-waiting = Whoever still waits for the first text gets the new one instead
cast-tested = Tested: you have had it sent to yourself
cast-untested = Not tested yet
cast-second = So many that a second announcer must agree
cast-sure = You have not seen this text arrive yet. Send it to yourself first?
cast-test-sent = The test is on its way to you, just as your readers will get it.
cast-wordless = There is no text yet.
cast-changed = Something has changed since that button was made, so nothing was sent. Look at it again:
cast-over = That has been decided already; nothing more was done.
cast-not-yours = Only its author can change a draft. Nothing was changed.
cast-own = A second person must agree: somebody other than you.
cast-away = Draft { $number } is gone. Nothing was sent.
cast-gone = There is no announcement { $number } any more.
cast-done-begun = { $number ->
    [1] Announcement { $name } is on its way to 1 person.
   *[other] Announcement { $name } is on its way to { $number } people.
  }
cast-done-planned = { $number ->
    [1] Announcement { $name } is planned; today it would be for 1 person.
   *[other] Announcement { $name } is planned; today it would be for { $number } people.
  }
cast-done-waits = { $number ->
    [1] Announcement { $name } waits for a second announcer. I have asked the one there is.
   *[other] Announcement { $name } waits for a second announcer. I have asked { $number }; the first who agrees sends it.
  }
cast-done-grown = Nothing was sent: announcement { $name } would reach { $number } people by now, more than you were shown. Look again.
cast-done-nobody = Nothing was sent: announcement { $name } would reach nobody.
cast-done-wordless = Nothing was sent: announcement { $name } has no text.
cast-done-over = Announcement { $name } has been sent or changed already; nothing more was done.
cast-done-past = Nothing was sent: the time chosen for announcement { $name } is past. Choose another.
cast-no-second = That is more than { $most } people, so a second announcer must agree, and there is none. The owner invites one with /staff. Nothing was sent; the draft is kept.
cast-asks = **{ $name }** asks you to agree to announcement { $number }. You see it above, just as it would arrive.
cast-agreed = Announcement { $number }: a second announcer has agreed.
cast-given-back = Announcement { $number } was given back by a second announcer. It is a draft again: /broadcasts
cast-refused = Announcement { $number } was given back to its author. Nothing was sent.
cast-author-left = The author of announcement { $number } may not send any more, so it was cancelled.
cast-did-hold = Announcement { $number } is held.
cast-did-resume = Announcement { $number } goes on.
cast-did-cancel = Announcement { $number } was broken off. Whoever has it keeps it; nobody else gets it.
cast-too-old = Announcement { $number } went out more than 48 hours ago: it can no longer be taken back. /correct can still change it.
cast-draft = Draft { $number }: “{ $title }”
cast-awaiting = Waits for a second announcer: { $number }, “{ $title }”
cast-scheduled = Planned: { $number }, “{ $title }”
cast-sending = On its way: { $number }, “{ $title }”
cast-paused = Held: { $number }, “{ $title }”
cast-cancelled = Broken off: { $number }, “{ $title }”
cast-done = Sent: { $number }, “{ $title }”
cast-missed = Not sent: { $number }, “{ $title }”
cast-is-correction = corrects { $number }
cast-is-recall = takes back { $number }
cast-begun = began { $at }
cast-count-sent = { $number } sent
cast-count-blocked = { $number } have blocked
cast-count-failed = { $number } failed
cast-count-unknown = { $number } in doubt
cast-count-dropped = { $number } left out
cast-count-left = { $number } left
cast-asleep = { $number } of these have quiet hours and get it when they end.
cast-pace = { $rate } a second, about { $minutes } min to go
cast-missed-late = Announcement { $number } could not go out at its time, more than a day ago, so it was not sent. Send it anew if it is still true.
cast-missed-author = Announcement { $number } was not sent: its author may not send any more.
cast-missed-second = Announcement { $number } is due but reaches more people by now than one person may send to. A second announcer must agree: /broadcasts
cast-report = **Report: announcement { $number }**, “{ $title }”
cast-took = From { $begun } to { $ended }.
cast-retired = { $number ->
    [1] 1 person has blocked the bot or is gone, and is not written to any more.
   *[other] { $number } people have blocked the bot or are gone, and are not written to any more.
  }
cast-unknown = { $number ->
    [1] Of 1 message nobody knows whether it arrived. It is not repeated by itself; /resend does.
   *[other] Of { $number } messages nobody knows whether they arrived. They are not repeated by themselves; /resend does.
  }
cast-stops = Stopped all letters after it: { $number } ({ $rate } %).
cast-stops-warn = ⚠ Stopped all letters after it: { $number } ({ $rate } %). That is more than usual: was it for all of these people?
cast-stops-alarm = 🔴 Stopped all letters after it: { $number } ({ $rate } %). That is far too many. Before the next one, choose the audience more narrowly, or write more rarely.
cast-chart = { $people ->
    [1] Announcement { $number } to 1 person
   *[other] Announcement { $number } to { $people } people
  }
cast-chart-axis = arrived
cast-bar-sent = sent
cast-bar-blocked = blocked
cast-bar-failed = failed
cast-bar-unknown = in doubt
cast-bar-dropped = left out
cast-bar-stopped = stopped after it
cast-column-channel = channel
cast-column-chat = chat
cast-column-language = language
cast-column-state = outcome
cast-column-reason = reason
cast-column-at = time
cast-list = **Announcements**
cast-none = There is no announcement yet.
cast-correct-which = Which announcement shall be corrected?
cast-correct-none = There is no announcement to correct.
cast-recall-sure = { $people ->
    [0] **Take back announcement { $number }?** It has not arrived anywhere yet; it will not go out.
    [1] **Take back announcement { $number }?** It disappears from 1 chat, and nobody else gets it.
   *[other] **Take back announcement { $number }?** It disappears from { $people } chats, and nobody else gets it.
  }
button-cast-take-back = { $number ->
    [0] Take it back
    [1] Take it back from 1 chat
   *[other] Take it back from { $number } chats
  }
button-cast-leave = Leave it
cast-recall-which = Which announcement shall be taken back? It disappears from every chat where it arrived.
cast-recall-none = There is no announcement of the last 48 hours to take back.
button-cast-text = Add { $language }
button-cast-text-anew = Change { $language }
button-cast-to = To whom
button-cast-when = When
button-cast-holds = Holds until
button-cast-urgent = Make it urgent
button-cast-not-urgent = Not urgent
button-cast-look = Look at it ▸
button-cast-away = Throw it away
button-cast-back = ◂ Back to the draft
button-cast-everyone = Everyone
button-cast-by-lang = Language
button-cast-by-role = Who they are
button-cast-by-year = Year of study
button-cast-by-dept = Department
button-cast-by-follows = What they follow
button-cast-by-ids = A list of ids
button-cast-by-more = And besides …
button-cast-ids-in = Only these ids
button-cast-ids-not = All but these ids
button-cast-at-once = At once
button-cast-at = { $at }
button-cast-type = Type a time
button-cast-once = Once
button-cast-weekly = Every week
button-cast-monthly = Every month
button-cast-weeks = For { $number } weeks
button-cast-type-end = Type a day
button-cast-days = { $days ->
    [7] A week
    [14] Two weeks
    [30] A month
   *[other] { $days } days
  }
button-cast-holds-not = Do not offer it later
button-cast-test = Send it to me first
button-cast-send = { $number ->
    [1] Send to 1 person now
   *[other] Send to { $number } people now
  }
button-cast-plan = Plan it for { $at }
button-cast-ask = { $number ->
    [1] Ask a second announcer (1 person)
   *[other] Ask a second announcer ({ $number } people)
  }
button-cast-agree = { $number ->
    [1] Agree: 1 person
   *[other] Agree: { $number } people
  }
button-cast-second = Look at it and agree
button-cast-refuse = Give it back
button-cast-hold = Hold it
button-cast-resume = Go on
button-cast-cancel = Break it off
button-cast-open = Open the draft
button-cast-report = Report
button-cast-details = { $number } …
button-cast-correct = Correct it
button-cast-recall = Take it back
button-cast-new = New announcement

# Staff
staff-help = **For staff**
staff-command-broadcast = make an announcement
staff-command-broadcasts = announcements: how they stand, reports
staff-command-correct = correct one that has gone out
staff-command-recall = take one back within 48 hours
staff-command-reload = read the office's files anew
staff-command-status = counts of questions and letters
staff-command-resend = repeat what is in doubt
staff-command-staff = who belongs to the staff
staff-may-not = You may not do that (any more). The owner of the bot gives out roles.
staff-list = **Staff**
staff-line = { $name } ({ $id }): { $role }
staff-line-fixed = { $name } ({ $id }): { $role }, set by the operator
staff-rights = What they may do:
staff-title-owner = owner
staff-title-announcer = announcer
staff-title-editor = editor
staff-title-desk = desk
staff-role-owner = owner: everything, and the staff itself
staff-role-announcer = announcer: announcements, counts, repeating what is in doubt
staff-role-editor = editor: reading the files anew, counts
staff-role-desk = desk: counts
staff-invitation = An invitation as { $role }: it lets in one person, once, within { $hours } hours. Pass it on to that person only.
staff-invitation-over = This invitation has been used or has expired. Ask for a new one.
staff-joined = Welcome to the staff, as { $role }. /help shows what you may do.
staff-joined-already = You belong to the staff already, as { $role }, and can do more than this invitation gives. It is still open.
staff-joined-told = { $name } has joined the staff as { $role }.
staff-changed = Done.
staff-removed = Removed: they may do nothing of staff any more.
staff-left-planned = Not going out any more, because this person planned them: { $numbers }. Make them anew if they are needed.
button-staff-one = { $name } …
button-staff-invite = Invite: { $role }
button-staff-make = Make { $role }
button-staff-remove = Remove
button-staff-all = ◂ All staff

# News for people who come later
news = Announcements that still hold:
news-none = There is no announcement that still holds.
news-there = There are announcements that still hold.
button-news = Show announcements

# Departments
settings-department = Department: { $name }
department-question = Which department do you belong to?
department-none = The office has not listed any departments.
button-department = Department

# Which programme fits
list-joint = { ", " }
reasons-joint = { "; " }
fit-who = Let's find what fits you. Who are you?
fit-year = Which year are you in?
fit-department = Which department do you belong to?
fit-level = What language certificate do you have, or expect in time?
fit-direction = What are you looking for?
fit-place = Where would you like to go?
fit-step = *Question { $number } of { $total }. I keep none of your answers.*
fit-who-student = Student
fit-who-teacher = Teacher or staff
fit-who-partner = Partner or guest
fit-answers = *You said: { $given }.*
fit-good = **This fits**
fit-none = **Nothing fits all of your answers.** Look at what fails below: often it is one condition that time changes.
fit-other = **This does not, and why**
fit-line = **{ $name }**
fit-unsaid = Nothing is said about { $matters }: ask before you plan.
unsaid-year = the year of study
unsaid-department = the department
unsaid-level = a language score
unsaid-direction = what kind it is
unsaid-place = the place
fit-fails = **{ $name }**: { $reasons }
fit-fails-who = it is for others ({ $wanted })
fit-fails-year = it is for year { $wanted } only
fit-fails-department = only for { $wanted }
fit-fails-level = it asks for at least “{ $wanted }”
fit-fails-direction = it is of another kind (“{ $wanted }”)
fit-fails-place = it goes elsewhere ({ $wanted })
fit-who-decides = To fit is not yet to be chosen: the office selects, the host admits, the embassy decides on the visa.
matter-who = For whom
matter-year = Years of study
matter-level = Language, at least
matter-direction = What it is
matter-place = Where to
button-fit = Which fits me?
button-fit-skip = Not sure, or no matter
button-fit-anew = Start over

# Two programmes beside each other
compare-first = Which two shall I put side by side? Take the first.
compare-second = **{ $name }** and which other?
compare-title = **{ $one }** and **{ $other }**
compare-dates = When
compare-both = Both: { $text }
compare-unsaid = nothing is said about it; ask the office
button-compare = Compare two others
button-compare-two = Compare the first two

# What gets in the way of what
clashes = **Mind what clashes**
clash-stays = **{ $one }** and **{ $other }** both have you away from { $first } to { $last }: only one is possible.
clash-touching = Between **{ $one }** and **{ $other }** there is no free day: one ends on { $first }, the other begins on { $last }.
clash-closing = **{ $one }** and **{ $other }** close { $same ->
    [yes] on the same day, { $first }
   *[no] in one week, on { $first } and on { $last }
  }: begin early.
clash-paper = **{ $paper }**: the original is needed for **{ $one }** and for **{ $other }** at the same time, { $first } to { $last }. Ask the office which goes first, or whether a certified copy will do.

# When to start
plan-which = When to start: for which programme?
plan-title = **When to start: { $name }**
plan-title-closes = **When to start: { $name }**, closing { $closes }
plan-step = **{ $name }**: begin by **{ $start }** ({ $takes }); needed by { $need }
plan-step-today = **{ $name }**: begin **today** ({ $takes }); needed by { $need }
plan-step-now = **{ $name }**: begin **at once** ({ $takes }), it is just in time for { $need }
plan-step-late = **{ $name }**: **late.** It should have been begun by { $start }. Begun today it is there about { $ready }, { $days ->
    [1] 1 day
   *[other] { $days } days
  } after it is needed ({ $need }).
plan-step-missed = **{ $name }**: **too late for this round.** It was needed by { $need }.
plan-still = What can still be done: { $text }
plan-step-undated = **{ $name }**: { $takes }
plan-undated = No days are known yet for this round, so I cannot count back. What takes how long:
plan-undated-rest = Also needed, on a day that is not known yet:
plan-there = ✓ You have: { $names }
plan-complete = ✓ **All papers on your list are there.** Hand them in before the closing day.
plan-no-papers = No list of papers is kept for **{ $name }** yet. Look at its documents, or ask the office.
plan-no-round = For **{ $name }** there is no round at the moment that I could count back from.
plan-uncertain = *Some of these days lie in a year whose public holidays are not published yet: there only weekends are counted, so begin a little earlier.*
takes-working = { $days ->
    [1] takes 1 working day
   *[other] takes { $days } working days
  }
takes-days = { $days ->
    [1] takes 1 day
   *[other] takes { $days } days
  }
takes-no-time = done on the spot
title-steps = { $entity } – { $window }: when to start
title-step = { $entity } – { $window }: { $step }
reminder-step = **{ $name }**: begin { $days ->
    [0] today at the latest
    [1] by tomorrow
   *[other] within { $days } days
  } ({ $closes }).
reminder-missing = Still open on your list for { $name }: { $papers }.
expect-step = { $when }: { $name }
why-step = { $name }: you asked to be reminded when to start with the papers.
button-plan = When to start
button-plan-follow = 🔔 Remind me of these steps
button-plan-unfollow = No reminders of these steps
button-tick = ☐ { $name }
button-tick-off = ☑ { $name }
button-have-it = ✓ I have it

# A card for parents
card-which = A card for parents about which programme?
card-none = There is no card for parents of any programme yet. Please ask the office.
card-copy = Here is the card, in plain words: copy the next message and pass it on.
card-title = [{ $name }] for parents
card-what = What: { $text }
card-when = When: { $text }
card-cost = Cost: { $text }
card-leader = Who leads: { $text }
card-insurance = Insurance: { $text }
card-refusal = Refused, ill, withdrawn: { $text }
card-contact = Contact: { $desk }, { $contact }
card-confirmed = Last confirmed: { $verified }
card-unconfirmed = Not confirmed yet: please ask the office.
card-sample = SAMPLE, not confirmed: please ask the office.
card-stale = Dates and amounts have not been confirmed in time, so none are given: please ask the office.
button-card = For my parents

# The picture of the year
timeline = The year's windows at a glance. Dates and conditions: ask for a programme, or /deadlines.
timeline-title = Application windows from { $year }
timeline-title-own = What you follow, from { $year }
timeline-today = today, { $today }
timeline-until = until { $day }
timeline-open = open
timeline-uncertain = sample or tentative
timeline-away = away
timeline-nothing = Nothing with dates at the moment.
month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[other] Dec
  }
day-short = { $day } { $month }
button-timeline = As a picture
button-timeline-all = All windows

# A calendar of one's own
calendar = Your calendar: { $number ->
    [1] 1 entry
   *[other] { $number } entries
  } with alarms. Open the file on your phone to take it in; ask for it again when a date has changed, and what has moved moves.
calendar-none = You follow nothing yet, so your calendar would be empty. Follow something first.
calendar-empty = Nothing that you follow has dates at the moment.
calendar-name = Going abroad
calendar-opens = { $name }: opens
calendar-closes = { $name }: closes
calendar-away = { $name }: away
calendar-begin = Begin now: { $name }
button-calendar = For my calendar

# For WeChat
digest-title = Going abroad: what opens and closes from { $first } to { $last }
digest-stale = Some programmes are left out: their dates have not been confirmed in time. Please ask the office.
digest-ask = Office of International Cooperation and Exchange. Ask us, or ask the assistant at any hour.

quote-ask = Ask Open Window
quote-chat = Ask something else in a chat of your own
quote-unknown = No sure answer – ask in a chat of your own

# What the assistant does, on buttons
button-mycase = My own case
act-follow = Remind me
act-unfollow = No more reminders
act-following = What I follow
act-done = I have applied
act-snooze = Later
act-pause = Pause
act-stop = No messages at all
act-resume = Write to me again
act-mydata = What is held about me
act-forget = Erase my data
act-privacy = Privacy
act-language = Language
act-fit = Which fits me?
act-compare = Compare two
act-plan = When to start
act-card = Card for parents
act-timeline = The year as a picture
act-calendar = Calendar file
act-deadlines = All deadlines
act-news = Announcements
act-help = What I can do
act-person = Ask a person
