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

  /topics all topics · /deadlines what is open · /following what you follow · /settings letters and quiet hours · /privacy what is kept · /language 中文 or English

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

# Follows
words-follow = remind me|reminder|reminders|notify me|let me know|alert me|ping me|tell me when|don't let me miss|keep me posted
words-unfollow = stop reminding|don't remind|do not remind|no more reminders|stop the reminders|stop reminders|unfollow|unsubscribe|stop notifying
words-when = before|when|deadline|closes|close|closing|opens|open|opening|due|until|in time|date|dates
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

  - Your chat's number, so that I can answer; your language, and what you choose to tell (role, year, time zone).
  - What you follow and which letters you were sent, so that nothing comes twice.
  - The subject of our conversation, for 12 hours, so that “and how much?” works.
  - Questions that I could not answer, for { $days } days, without who asked; numbers of papers, phones and e-mail addresses are blacked out.
  - Letters and their ledger, for { $days } days.
  - A message of yours that I could not handle, as you wrote it, until staff have seen to it, at most { $days } days.
  - Which rounds you said you are done with, for { $marks } days, so that you are not reminded of them.
  - What staff did (sending, reloading), without a word about you, for { $audit } days.

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
held-reminders = Reminders
held-letters = Messages to you
held-received = Messages from you
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
field-updated = Updated
field-entity = Programme
field-window = Round
field-mark = Mark
field-at = At
field-kind = Kind
field-offset = When before
field-state = State
field-reason = Reason
field-created = Written
field-settled = Settled
field-body = Text
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
