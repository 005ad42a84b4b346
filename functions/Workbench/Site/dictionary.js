// Every word of the workbench: [Chinese, English]. A test holds the codes against those of the program.

/** Sentences and labels; values fill {0}, {1} … */
export const said = {
  workbench: ['催收工作台', 'Workbench'], pages: ['页面', 'Pages'], skip: ['跳到正文', 'Skip to the content'], signOut: ['退出', 'Sign out'], loading: ['正在加载…', 'Loading…'],
  again: ['重试', 'Try again'], failed: ['操作失败。', 'That failed.'], unreachable: ['无法连接服务器，请检查网络后重试。', 'The server cannot be reached. Check the connection and try again.'],
  noPages: ['您的角色没有可用的页面。', 'There is no page for your roles.'], cancel: ['取消', 'Cancel'], record: ['记录', 'Record'], yes: ['是', 'Yes'], no: ['否', 'No'], optional: ['可不填', 'Optional'],
  find: ['案件号、账号或电话', 'Case, account or phone'], search: ['查找', 'Search'], searchBy: ['依据', 'By'], accountNumber: ['账号', 'Account number'], debtorNumber: ['客户号', 'Debtor number'],
  phoneOrEmail: ['电话或邮箱', 'Phone or e-mail'], number: ['号码', 'Number'], nothingFound: ['没有找到。', 'Nothing was found.'], institution: ['机构', 'Institution'], opened: ['开案日', 'Opened'],
  myDay: ['今日工作', 'My day'], queues: ['队列', 'Queues'], noQueues: ['您没有工作队列。', 'You work no queue.'], nothingWaits: ['没有待办事项。', 'Nothing waits here.'], onlyMine: ['只看我的', 'Only mine'],
  refresh: ['刷新', 'Refresh'], shareOut: ['分配', 'Share out'], shareOutMeans: ['把还没有人认领的任务平均分给这些人；同一债务人的任务分给同一个人。', 'Shares what nobody has taken on evenly among these people; all tasks of one debtor go to one person.'],
  people: ['人员', 'People'], peopleHint: ['用逗号或空格分开', 'Separated by commas or blanks'], listKeys: ['j / k 上下移动，回车打开，/ 查找', 'j / k move, Enter opens, / finds'], due: ['到期', 'Due'], what: ['事项', 'What'],
  case: ['案件', 'Case'], overdue: ['逾期金额', 'Overdue'], risk: ['风险', 'Risk'], who: ['经办人', 'Who'], me: ['我', 'me'], nobody: ['无人', 'nobody'], claim: ['认领', 'Take on'], release: ['放回', 'Give back'],
  lateCount: ['{0} 项逾期', '{0} late'], late: ['已逾期', 'late'], before: ['上一页', 'Previous'], next: ['下一页', 'Next'], region: ['地区', 'Region'], taskClaimed: ['{0} 正在处理。', '{0} is working on this.'],
  caseChanged: ['案件在您查看之后有变化，请先看最新情况。', 'The case has changed since you looked at it. Look again first.'], tasks: ['待办', 'Tasks'], actions: ['操作', 'Actions'], done: ['完成', 'Done'],
  debtor: ['债务人', 'Debtor'], stage: ['阶段', 'Stage'], closedOn: ['已结案：{0}，{1}', 'Closed: {0}, {1}'], waitsFor: ['等待：{0}，至 {1}（{2}）', 'Waits for: {0}, until {1} ({2})'], isActing: ['正在处理下一步。', 'Its next step is under way.'],
  debt: ['欠款', 'Debt'], overdueSince: ['逾期 {0} 天', '{0} days past due'], principal: ['本金', 'Principal'], interest: ['利息', 'Interest'], penaltyInterest: ['罚息', 'Penalty interest'], fees: ['费用', 'Fees'],
  outstanding: ['全部欠款', 'Outstanding'], asOf: ['数据日', 'As of'], dueDay: ['到期日', 'Due date'], absentSince: ['文件中缺失自', 'Missing since'], limitationEnds: ['诉讼时效届满', 'Limitation ends'], strategy: ['策略', 'Strategy'],
  estimate: ['自上次文件以来为估算，以核心系统余额为准。', 'An estimate since the last file; the core system’s balance wins.'], agreed: ['约定', 'Agreed'], promise: ['还款承诺', 'Promise to pay'],
  promiseOf: ['{0}，{1} 前，{2}', '{0} by {1}, {2}'], promisesKept: ['已兑现承诺', 'Promises kept'], promisesBroken: ['未兑现承诺', 'Promises broken'], offer: ['已提出的方案', 'Plan offered'], suspensions: ['暂停', 'Suspensions'],
  approval: ['审批', 'Approval'], approvalOf: ['{0}：{1}，截止 {2}', '{0}: {1}, by {2}'], dossier: ['移交', 'Handed over'], letterAnswerBy: ['律师函答复期限', 'Letter to be answered by'], nothingAgreed: ['没有约定。', 'Nothing is agreed.'],
  contacts: ['联络', 'Contacts'], conversations: ['通话成功', 'Conversations'], callAttempts: ['拨打次数', 'Calls tried'], withoutAnswer: ['连续未接', 'Without an answer'], delivered: ['已送达信息', 'Messages delivered'],
  refusals: ['拒绝次数', 'Refusals'], lastCall: ['最近通话', 'Last call'], lastMessage: ['最近信息', 'Last message'], closedChannels: ['已关闭渠道', 'Closed channels'], mayI: ['现在可以联系吗？', 'May I contact now?'],
  channel: ['渠道', 'Channel'], youMay: ['可以。', 'Yes.'], notNow: ['现在不行。', 'Not now.'], youMayNot: ['不可以。', 'No.'], untilClock: ['至 {0}', 'until {0}'], why: ['为什么？', 'Why?'], call: ['拨打', 'Call'],
  callNow: ['现在拨打', 'Call now'], outcome: ['结果', 'Outcome'], minutes: ['分钟', 'Minutes'], note: ['备注', 'Note'], whom: ['对象', 'Whom'], until: ['有效至', 'Until'], maySay: ['可以说', 'What may be said'],
  onceIdentified: ['确认身份之后', 'Once it is certain who is speaking'], amount: ['金额', 'Amount'], overdueIs: ['逾期 {0}', '{0} is overdue'], promiseHint: ['7 天以内；更长需主管批准', 'Within 7 days; longer needs approval'],
  method: ['方式', 'Method'], offerPlan: ['提出还款方案', 'Offer a plan'], kind: ['类型', 'Kind'], scope: ['范围', 'Scope'], firstDue: ['首期到期日', 'First due'], instalments: ['期数', 'Instalments'], income: ['月收入', 'Income a month'],
  spending: ['月支出', 'Spending a month'], otherDebts: ['其他债务月供', 'Other debts a month'], meansHint: ['已知时可不填', 'Leave out if known'], onePayment: ['一次付 {0}', 'One payment of {0}'],
  schedule: ['{0} 期，每期 {1}，最后一期 {2}', '{0} instalments of {1}, the last {2}'], propose: ['提请审批', 'Propose'], suspend: ['暂停催收', 'Suspend'], reason: ['理由', 'Reason'], optOut: ['关闭渠道', 'Opt out'],
  approvalAsked: ['请审批：{0}', 'To be decided: {0}'], approvalWhy: ['由 {0} 提出（{1}）；逾期 {2}，{3} 天', 'proposed by {0} ({1}); {2} overdue, {3} days past due'], system: ['系统', 'system'], approve: ['批准', 'Approve'], reject: ['拒绝', 'Reject'],
  persons: ['相关人', 'Persons'], reveal: ['查看完整信息', 'Show in full'], revealMeans: ['每次查看都会记录在案。', 'Each look is recorded on the case.'], purpose: ['目的', 'Purpose'], name: ['姓名', 'Name'], address: ['地址', 'Address'],
  email: ['邮箱', 'E-mail'], timeline: ['经过', 'Timeline'], show: ['显示', 'Show'], 'filter-all': ['全部', 'everything'], 'filter-people': ['人员操作', 'what people did'], 'filter-contacts': ['联络', 'contacts'], 'filter-money': ['资金', 'money'],
  older: ['更早的 {0} 条', '{0} older'], factors: ['评分明细', 'Factor by factor'], proof: ['证明', 'proof'], proofOf: ['证明：{0}', 'Proof of a contact: {0}'], by: ['由', 'By'], judgedAt: ['判定时间', 'Judged at'], pack: ['规则包', 'Pack'],
  calendar: ['日历', 'Calendar'], textHash: ['文本哈希', 'Hash of the text'], template: ['模板', 'Template'], beforeItLeft: ['发出前的检查', 'Right before it left'], rulesAsked: ['逐条规则', 'Each rule'], chain: ['哈希链', 'Hash chain'],
  when: ['时间', 'When'], imports: ['文件导入', 'Imports'], status: ['状态', 'Status'], all: ['全部', 'All'], noImports: ['没有文件。', 'No files.'], file: ['文件', 'File'], businessDay: ['营业日', 'Business day'], rows: ['行数', 'Rows'],
  rejected: ['拒收', 'Rejected'], casesOpened: ['新案件', 'Cases opened'], cured: ['已还清', 'Cured'], received: ['收到', 'Received'], releaseFile: ['放行', 'Release'], discardFile: ['作废', 'Discard'], accepted: ['接受', 'Accepted'],
  updated: ['更新', 'Updated'], unchanged: ['不变', 'Unchanged'], unclear: ['不明', 'Unclear'], rejectedBy: ['拒收原因', 'Rejected by reason'], rejectsFile: ['下载拒收行', 'Download the rejected rows'], finished: ['完成', 'Finished'],
  duration: ['耗时', 'Duration'], rules: ['规则', 'Rules'], noRules: ['没有文档。', 'No documents.'], versionInForce: ['生效版本', 'Version in force'], proposalsWaiting: ['待审批', 'Waiting'], proposeVersion: ['提交新版本', 'Propose a version'],
  asShipped: ['使用随产品发布的版本。', 'What ships with the product is in force.'], versions: ['版本', 'Versions'], version: ['版本', 'Version'], proposedBy: ['提出人', 'Proposed by'], decidedBy: ['审批人', 'Decided by'], holdsFrom: ['生效自', 'Holds from'],
  inForce: ['生效', 'in force'], takeBack: ['撤回', 'Take back'], picture: ['阶梯图', 'Picture'], text: ['文本', 'Text'], document: ['文档 (JSON)', 'Document (JSON)'], notJson: ['这不是 JSON。', 'That is not JSON.'], audits: ['自查', 'Audits'],
  noAudits: ['还没有自查报告。', 'No audit has run yet.'], day: ['日期', 'Day'], auditClean: ['没有发现任何违规。', 'Nothing was found that must never happen.'], auditFound: ['发现 {0} 处违规。', 'Found {0} things that must never happen.'],
  cases: ['案件', 'Cases'], facts: ['事实', 'Facts'], rule: ['规则', 'Rule'], stops: ['紧急停止', 'Emergency stop'], stopNow: ['立即停止', 'Stop now'], noStops: ['没有生效的紧急停止。', 'No stop is active.'], activeStops: ['生效中', 'Active'],
  pastStops: ['历史', 'Past'], setBy: ['设置人', 'Set by'], liftedBy: ['解除人', 'Lifted by'], everything: ['全部', 'everything'], leaveOutForAll: ['不填表示全部', 'Leave out for all'], product: ['产品', 'Product'],
  stopMeans: ['一分钟内停止所有符合条件的联络。解除由合规或管理员进行。', 'Stops all contacts that it fits within a minute. Compliance or an administrator lifts it.'],
};

/** Codes of the API. */
export const codes = {
  // Stages, lines, products, risk
  Reminder: ['提醒', 'Reminder'], Negotiation: ['协商', 'Negotiation'], FieldVisit: ['上门', 'Field visit'], LegalHandoff: ['司法移交', 'Legal handoff'],
  First: ['一线', 'First line'], Second: ['二线', 'Second line'], Field: ['外访', 'Field'], Legal: ['法务', 'Legal'], Agency: ['委外', 'Agency'], Specialist: ['专员', 'Specialist'],
  FirstLine: ['一线', 'First line'], SecondLine: ['二线', 'Second line'], FieldLine: ['外访', 'Field line'], LegalLine: ['法务', 'Legal line'], AgencyLine: ['委外', 'Agency'], SpecialistLine: ['专员', 'Specialist'],
  CreditCard: ['信用卡', 'Credit card'], ConsumerLoan: ['消费贷款', 'Consumer loan'], SmallBusinessLoan: ['小微贷款', 'Small-business loan'], Mortgage: ['房贷', 'Mortgage'], CarLoan: ['车贷', 'Car loan'],
  Low: ['低', 'Low'], Medium: ['中', 'Medium'], High: ['高', 'High'], LowRisk: ['低风险', 'Low risk'], MediumRisk: ['中风险', 'Medium risk'], HighRisk: ['高风险', 'High risk'],
  // Channels, purposes, parties
  Sms: ['短信', 'SMS'], Call: ['电话', 'Call'], Email: ['邮件', 'E-mail'], Letter: ['信函', 'Letter'], Visit: ['上门', 'Visit'], Video: ['视频', 'Video'], VoiceMessage: ['语音', 'Voice message'],
  Collection: ['催收', 'collection'], Service: ['服务', 'service'], LegalNotice: ['法律通知', 'legal notice'],
  Debtor: ['债务人', 'Debtor'], CoBorrower: ['共同借款人', 'Co-borrower'], Guarantor: ['保证人', 'Guarantor'], Guardian: ['监护人', 'Guardian'], Heir: ['继承人', 'Heir'], Agent: ['代理人', 'Agent'], ThirdParty: ['第三人', 'Third party'],
  Person: ['个人', 'Person'], SmallBusiness: ['小微企业', 'Small business'], Company: ['企业', 'Company'], Farm: ['农户', 'Farm'], Mobile: ['手机', 'Mobile'], Home: ['住宅', 'Home'], Work: ['单位', 'Work'],
  Account: ['本账户', 'This account'], Overdue: ['逾期部分', 'What is overdue'], Outstanding: ['全部欠款', 'All that is owed'],
  // Closing
  Cured: ['已还清逾期', 'Cured'], PaidOff: ['已结清', 'Paid off'], PresumedCured: ['视为还清', 'Presumed cured'], JudicialEnd: ['司法终结', 'Judicial end'], Sold: ['已转让', 'Sold'], WrittenOff: ['已核销', 'Written off'],
  ClosedByBank: ['银行关闭', 'Closed by the bank'], Settled: ['已和解', 'Settled'],
  // Queues
  'calls-first': ['一线电话', 'Calls, first line'], 'calls-second': ['二线电话', 'Calls, second line'], 'calls-field': ['外访电话', 'Calls, field'], 'calls-legal': ['法务电话', 'Calls, legal'],
  'calls-agency': ['委外电话', 'Calls, agency'], 'calls-specialist': ['专员电话', 'Calls, specialist'], 'replies-first': ['一线回复', 'Replies, first line'], 'replies-second': ['二线回复', 'Replies, second line'],
  'replies-field': ['外访回复', 'Replies, field'], 'replies-legal': ['法务回复', 'Replies, legal'], 'replies-agency': ['委外回复', 'Replies, agency'], 'replies-specialist': ['专员回复', 'Replies, specialist'],
  visits: ['上门', 'Visits'], letters: ['信函', 'Letters'], review: ['复核', 'Review'], quarantine: ['待查发送', 'Quarantine'], escalated: ['已升级', 'Escalated'], plans: ['方案检查', 'Plans'],
  'approvals-supervisor': ['主管审批', 'Approvals, supervisor'], 'approvals-legal': ['法务审批', 'Approvals, legal'], 'approvals-compliance': ['合规审批', 'Approvals, compliance'],
  // Tasks
  LawyersLetter: ['律师函', 'Lawyer’s letter'], Review: ['复核', 'Review'], Reply: ['回复', 'Reply'], UnknownSend: ['发送不明', 'Unknown send'], PlanCheck: ['方案检查', 'Plan check'], Approval: ['审批', 'Approval'],
  // Why
  'wait:next-reminder': ['下一次提醒', 'the next reminder'], 'wait:negotiation': ['协商的下一步', 'the next step of negotiation'], 'wait:field-visit': ['上门阶段的下一步', 'the next step of the visits'], 'wait:lawyers-letter': ['寄出律师函', 'the lawyer’s letter'],
  'wait:answer-to-letter': ['律师函的答复', 'the answer to the letter'], 'wait:failed-step': ['人工查看失败的步骤', 'somebody to look at a failed step'], 'wait:plan': ['还款方案', 'the plan'], 'wait:plan-approval': ['方案审批', 'the plan’s approval'],
  'wait:plan-broken': ['方案已违约', 'the plan was broken'], 'wait:plan-offer': ['债务人确认方案', 'the debtor to confirm the plan'], 'wait:promise': ['还款承诺', 'the promise'], 'wait:balance-too-old': ['新的余额', 'a newer balance'], 'wait:below-minimum': ['金额过小', 'too little is overdue'],
  'wait:absent-from-snapshot': ['账户回到文件中', 'the account to be back in the file'], 'wait:legal-acknowledgement': ['法务系统答复', 'the legal system’s answer'], 'wait:legal-proceedings': ['诉讼程序', 'the proceedings'], 'wait:suspended': ['暂停', 'a suspension'], 'wait:thanks': ['感谢', 'thanks'],
  'absent-from-snapshot': ['文件中缺失', 'Missing from the file'], negotiation: ['协商', 'negotiation'], 'field-visit': ['上门阶段', 'field visit'], thanks: ['感谢', 'thanks'], 'plan-reminder': ['方案提醒', 'plan reminder'], 'plan-missed': ['欠期通知', 'instalment missed'], 'plan-broken': ['方案违约', 'plan broken'], 'plan-offer': ['方案确认', 'plan offer'],
  'days-past-due': ['逾期天数', 'days past due'], 'high-risk': ['高风险', 'high risk'], refusal: ['拒绝还款', 'a refusal'], refusals: ['多次拒绝', 'refusals'], 'broken-promises': ['承诺未兑现', 'broken promises'], 'no-response': ['没有回应', 'no response'],
  proposed: ['人工提出', 'proposed by a person'], 'negotiation-call': ['协商电话', 'negotiation call'], 'reminder-call': ['提醒电话', 'reminder call'], 'field-call': ['外访期电话', 'call beside the visits'], 'reminder': ['提醒', 'reminder'],
  'demand-letter': ['催告函', 'demand letter'], 'collection-letter': ['催收函', 'collection letter'], approved: ['已批准', 'approved'], 'legal-handoff': ['司法移交', 'legal handoff'], 'handoff-refused': ['移交被退回', 'handoff refused'],
  limitation: ['诉讼时效', 'limitation'], superseded: ['被取代', 'superseded'], reported: ['已报告', 'reported'], done: ['完成', 'done'], deadline: ['超过期限', 'past its deadline'], 'facts-changed': ['情况有变', 'the facts have changed'],
  'credit-notice': ['征信提示', 'credit-report notice'], 'returned-in-snapshot': ['重新出现在文件中', 'back in the file'], 'payment-reversed': ['还款被冲回', 'Payment reversed'],
  // Facts
  'case-opened': ['开案', 'Case opened'], 'case-closed': ['结案', 'Case closed'], 'case-reopened': ['重新开案', 'Case reopened'], 'stage-entered': ['进入阶段', 'Stage entered'], 'line-changed': ['转线', 'Line changed'], 'strategy-pinned': ['采用策略', 'Strategy taken'], strategy: ['策略', 'Strategy'], arm: ['试验组', 'Arm'],
  'task-opened': ['新任务', 'Task opened'], 'task-closed': ['任务结束', 'Task closed'], 'task-escalated': ['任务升级', 'Task escalated'], 'task-claimed': ['任务被认领', 'Task taken on'], 'task-assigned': ['任务被分配', 'Task assigned'],
  'task-released': ['任务被放回', 'Task given back'], 'step-failed': ['步骤失败', 'Step failed'], 'balance-updated': ['余额更新', 'Balance updated'], 'account-renumbered': ['账号变更', 'Account renumbered'],
  'payment-received': ['收到还款', 'Payment received'], 'risk-scored': ['风险评分', 'Risk scored'], 'contact-planned': ['计划联络', 'Contact planned'],
  'contact-deferred': ['联络推迟', 'Contact deferred'], 'contact-forbidden': ['联络被禁止', 'Contact forbidden'], 'send-started': ['开始发送', 'Sending started'], 'contact-completed': ['联络完成', 'Contact completed'],
  'contact-covered': ['并入另一条信息', 'Covered by another message'], 'cover-undone': ['并入撤销', 'Cover undone'], 'unknown-settled': ['不明发送已查清', 'Unknown send settled'], 'delivery-reported': ['送达回执', 'Delivery reported'],
  'delivered-outside-window': ['在时段外送达', 'Delivered outside its window'], 'reply-received': ['收到回复', 'Reply received'], 'call-recorded': ['通话记录', 'Call recorded'], 'consent-given': ['给予同意', 'Consent given'],
  'consent-withdrawn': ['撤回同意', 'Consent withdrawn'], 'channel-opted-out': ['渠道关闭', 'Channel opted out'], 'party-noted': ['相关人登记', 'Person noted'], 'data-revealed': ['查看完整信息', 'Data shown in full'], 'rules-overridden': ['推定规则被搁置', 'Rules set aside'],
  'channel-reopened': ['渠道重开', 'Channel reopened'], 'suspension-set': ['暂停', 'Suspension set'], 'suspension-lifted': ['暂停解除', 'Suspension lifted'], 'letter-mailed': ['信函寄出', 'Letter mailed'], 'promise-made': ['作出承诺', 'Promise made'],
  'promise-judged': ['承诺判定', 'Promise judged'], 'promise-taken-over': ['接收既有承诺', 'Promise taken over'], 'plan-taken-over': ['接收既有方案', 'Plan taken over'], 'affordability-stated': ['说明偿付能力', 'Means stated'],
  'plan-offered': ['提出方案', 'Plan offered'], 'plan-confirmed': ['方案确认', 'Plan confirmed'], 'plan-lapsed': ['方案失效', 'Plan lapsed'], 'plan-started': ['方案生效', 'Plan in force'], 'plan-acknowledged': ['核心系统答复', 'Core system answered'],
  'instalment-missed': ['一期未付', 'Instalment missed'], 'instalment-caught-up': ['欠期补上', 'Instalment caught up'], 'plan-judged': ['方案判定', 'Plan judged'], 'plan-reinstated': ['方案恢复', 'Plan reinstated'],
  'contact-taken-over': ['接收既有联络', 'Contact taken over'], 'outside-changed': ['外部变化', 'Change from outside'], 'approval-requested': ['提请审批', 'Approval asked for'], 'approval-decided': ['审批决定', 'Approval decided'],
  'approval-lapsed': ['审批失效', 'Approval lapsed'], 'visit-reported': ['上门报告', 'Visit reported'], 'letter-posted': ['律师函寄出', 'Lawyer’s letter posted'], 'limitation-interrupted': ['时效中断', 'Limitation interrupted'],
  'dossier-built': ['卷宗生成', 'Dossier built'], 'handed-over': ['移交司法', 'Handed over'], 'handoff-acknowledged': ['移交答复', 'Handoff answered'],
  // Members of facts that are shown with their names
  until: ['至', 'until'], rule: ['规则', 'rule'], score: ['分数', 'score'], because: ['原因', 'because'], due: ['到期', 'due'], amount: ['金额', 'amount'], outcome: ['结果', 'outcome'], person: ['人员', 'person'],
  // Approvals, promises, plans
  VisitWaiver: ['免上门', 'Visit waived'], LongPromise: ['延长承诺', 'Long promise'], Plan: ['还款方案', 'Plan'], Instalments: ['分期', 'Instalments'], Extension: ['展期', 'Extension'], LoweredMinimum: ['降低最低还款', 'Lowered minimum'], Settlement: ['和解', 'Settlement'],
  Kept: ['已兑现', 'kept'], PartlyKept: ['部分兑现', 'partly kept'], Broken: ['未兑现', 'broken'], Superseded: ['被新承诺取代', 'superseded'],
  transfer: ['转账', 'transfer'], 'direct-debit': ['代扣', 'direct debit'], app: ['手机银行', 'app'], card: ['银行卡', 'card'], branch: ['柜台', 'branch'], other: ['其他', 'other'],
  // Roles
  collector: ['催收员', 'collector'], 'senior-collector': ['高级催收员', 'senior collector'], supervisor: ['主管', 'supervisor'], specialist: ['专员', 'specialist'], field: ['外访员', 'field'], legal: ['法务', 'legal'], compliance: ['合规', 'compliance'], agency: ['委外机构', 'agency'],
  auditor: ['审计', 'auditor'], administrator: ['管理员', 'administrator'],
  // Call outcomes
  NoAnswer: ['无人接听', 'No answer'], Busy: ['占线', 'Busy'], WrongNumber: ['号码有误', 'Wrong number'], RightPartyNoResult: ['本人，无结果', 'The party himself, no result'], RightPartyPromise: ['本人，承诺还款', 'The party himself, promised'],
  RightPartyRefused: ['本人，拒绝', 'The party himself, refused'], RightPartyDispute: ['本人，有异议', 'The party himself, disputes'], PassedOn: ['已转告', 'Passed on'], StopRequested: ['要求停止联系', 'Asked to stop'],
  // Visits
  Met: ['见到本人', 'Met'], Absent: ['不在', 'Absent'], Moved: ['已搬走', 'Moved'], Refused: ['被拒', 'Refused'], AddressInvalid: ['地址无效', 'Address invalid'], ThirdPartyPresent: ['有第三人在场', 'Third party present'], SafetyStop: ['安全中止', 'Safety stop'],
  // Contacts
  Sent: ['已发送', 'Sent'], Failed: ['失败', 'Failed'], Unknown: ['不明', 'Unknown'], Released: ['已放弃', 'Given up'], Shadow: ['影子模式', 'Shadow'], Reserved: ['已预留', 'Reserved'], Deferred: ['推迟', 'Deferred'], Forbidden: ['禁止', 'Forbidden'],
  Sending: ['发送中', 'Sending'], Reported: ['已报告', 'Reported'], Allowed: ['允许', 'Allowed'],
  // Suspensions
  Dispute: ['异议', 'Dispute'], Complaint: ['投诉', 'Complaint'], Bereavement: ['丧亲', 'Bereavement'], Court: ['法院', 'Court'], Insolvency: ['破产', 'Insolvency'], BreathingSpace: ['喘息期', 'Breathing space'], DebtAdvice: ['债务咨询', 'Debt advice'],
  Hardship: ['困难', 'Hardship'], Illness: ['疾病', 'Illness'], Disaster: ['灾害', 'Disaster'], Representation: ['代理', 'Represented'],
  // Imports
  Waiting: ['等待', 'Waiting'], Running: ['进行中', 'Running'], Completed: ['完成', 'Completed'], Held: ['暂扣', 'Held'], Duplicate: ['重复', 'Duplicate'], Discarded: ['作废', 'Discarded'], Missing: ['缺失', 'Missing'],
  // Documents
  packs: ['政策包', 'Policy packs'], strategies: ['策略', 'Strategies'], scorecards: ['评分卡', 'Scorecards'], templates: ['模板', 'Templates'], calendars: ['日历', 'Calendars'], profiles: ['机构档案', 'Profiles'], formats: ['文件格式', 'Formats'], agencies: ['委外机构', 'Agencies'],
  Proposed: ['待审批', 'Proposed'], Approved: ['已批准', 'Approved'], Rejected: ['已拒绝', 'Rejected'], Withdrawn: ['已撤回', 'Withdrawn'],
  // Looking at personal data
  Identification: ['核实身份', 'Identification'], ContactPoints: ['联系方式', 'Contact points'], Dossier: ['卷宗', 'Dossier'], Correction: ['更正', 'Correction'],
  // Court, write-off, collateral
  'letter-answered': ['律师函得到答复', 'Letter answered'], 'proceeding-taken': ['诉讼进展', 'Step of the proceedings'], 'direction-given': ['确定去向', 'Direction given'], 'collateral-step-taken': ['担保物处置', 'Step about the collateral'],
  'evidence-filed': ['材料归档', 'Evidence filed'], 'write-off-booked': ['核销入账', 'Write-off booked'], 'recovery-recorded': ['核销后收回', 'Recovery recorded'], 'recovery-reversed': ['收回被冲回', 'Recovery reversed'],
  WriteOff: ['核销', 'Write-off'], CollateralSale: ['出售担保物', 'Sale of collateral'], KeepOn: ['继续', 'Keep on'], Mediation: ['调解', 'Mediation'], Visits: ['上门', 'Visits'], CourtAgain: ['再次诉讼', 'Court again'],
  CourtReturned: ['法院退回', 'Returned by the court'], DebtorLost: ['失联', 'Debtor lost'], Insolvent: ['破产', 'Insolvent'], DeceasedWithoutEstate: ['死亡且无遗产', 'Deceased without an estate'], SmallAmount: ['小额', 'Small amount'],
  Contract: ['合同', 'Contract'], DebtStatement: ['欠款明细', 'Statement of the debt'], CollectionRecord: ['催收记录', 'Record of collection'], CourtRuling: ['法院裁定', 'Court ruling'], NoAssetsFinding: ['无财产认定', 'Finding of no assets'],
  TraceReport: ['查找报告', 'Trace report'], InsolvencyRuling: ['破产裁定', 'Insolvency ruling'], DeathCertificate: ['死亡证明', 'Death certificate'], EstateFinding: ['遗产认定', 'Finding on the estate'], CollateralReport: ['担保物报告', 'Report on the collateral'],
  Pays: ['还款', 'Pays'], AsksForPlan: ['要求分期', 'Asks for a plan'], Disputes: ['有异议', 'Disputes'], Refuses: ['拒绝', 'Refuses'], Undeliverable: ['无法送达', 'Undeliverable'], TryAgain: ['再寄', 'Try again'], ServedByCourt: ['由法院送达', 'Served by the court'],
  Assessed: ['已评估', 'Assessed'], Noticed: ['已通知', 'Noticed'], Agreed: ['已协商', 'Agreed'], CourtOrdered: ['法院裁定处置', 'Ordered by the court'], Valued: ['已估价', 'Valued'], Reconciled: ['已对账', 'Reconciled'], SurplusPaid: ['余款已退', 'Surplus paid'],
  PaymentOrder: ['支付令', 'Payment order'], Suit: ['起诉', 'Suit'], Judgment: ['判决', 'Judgment'], Enforcement: ['执行', 'Enforcement'], Ended: ['终结', 'Ended'], Returned: ['退回', 'Returned'], Direction: ['去向', 'Direction'], Proceeding: ['诉讼', 'Proceeding'],
  Collateral: ['担保物', 'Collateral'], CollateralNotice: ['担保物通知', 'Notice about the collateral'], directions: ['去向', 'Directions'], proceedings: ['诉讼', 'Proceedings'], collateral: ['担保物', 'Collateral'],
  // Risk and reasons
  'risk-review-asked': ['要求复核评分', 'Review of the score asked for'], 'risk-reviewed': ['评分已复核', 'Score reviewed'], 'reason-stated': ['逾期原因', 'Reason stated'], 'malice-alleged': ['指称恶意', 'Malice alleged'], 'employment-stated': ['就业状况', 'Employment stated'],
  'contact-point-noted': ['联系方式登记', 'Contact point noted'], 'contact-points-rated': ['联系方式评级', 'Contact points rated'], Malice: ['恶意', 'Malice'], Malicious: ['恶意', 'Malicious'], RiskReview: ['评分复核', 'Review of the score'], 'risk-reviews': ['评分复核', 'Reviews of scores'],
  Forgotten: ['遗忘', 'Forgotten'], ShortOfMoney: ['资金短缺', 'Short of money'], Unemployed: ['失业', 'Unemployed'], Personal: ['个人原因', 'Personal'], Unwilling: ['不愿还款', 'Unwilling'], Export: ['来自文件', 'from the file'], Rule: ['按规则', 'by rule'], Collector: ['催收员', 'by a collector'],
  Careless: ['疏忽', 'Careless'], InHardship: ['有困难', 'In hardship'], ByAccident: ['偶然', 'By accident'], ReplyCode: ['回复验证码', 'reply code'], RecordedCall: ['通话录音', 'recorded call'], ESignature: ['电子签名', 'signature'], Written: ['书面', 'in writing'],
  // Visits in full
  'visit-planned': ['上门计划', 'Visit planned'], 'visit-called-off': ['上门取消', 'Visit called off'], 'visit-started': ['上门开始', 'Visit started'], 'visitor-checked-in': ['外访员签到', 'Visitor checked in'], 'visitor-checked-out': ['外访员签退', 'Visitor checked out'],
  'visitors-missing': ['外访员未签退', 'Visitors missing'], 'visit-approved': ['上门获批', 'Visit approved'], 'visit-waived': ['免上门', 'Visit waived'], 'visits-cleared': ['恢复上门', 'Visits cleared'], 'visit-wishes-stated': ['上门意愿', 'Wishes about visits'],
  'visit-consent-given': ['同意拍照或见证', 'Consent given for a visit'], 'visit-consent-withdrawn': ['撤回上门同意', 'Consent for a visit withdrawn'], 'photo-taken': ['拍照', 'Photo taken'], 'photo-seen': ['查看照片', 'Photo looked at'],
  CannotPay: ['无力还款', 'Cannot pay'], DisputesDebt: ['否认欠款', 'Disputes the debt'], WillNotPay: ['不愿还款', 'Will not pay'], WillNotTalk: ['不愿交谈', 'Will not talk'], Other: ['其他', 'Other'], Safety: ['安全', 'Safety'], safety: ['安全', 'Safety'],
  // Special paths
  'death-recorded': ['死亡登记', 'Death recorded'], 'death-taken-back': ['死亡登记撤销', 'Death taken back'], 'estate-answered': ['遗产答复', 'Estate answered'], 'debtor-lost': ['失联', 'Debtor lost'], 'debtor-found': ['已找到', 'Debtor found'], 'reach-checked': ['可达性检查', 'Reach checked'],
  'search-made': ['合法查找', 'Lawful search made'], 'vulnerability-noted': ['需要照顾', 'Vulnerability noted'], 'escalation-allowed': ['允许升级', 'Escalation allowed'], 'vulnerability-ended': ['照顾结束', 'Vulnerability ended'], 'concern-raised': ['紧急关切', 'Concern raised'],
  'concern-seen': ['关切已处理', 'Concern seen to'], 'dispute-registered': ['异议登记', 'Dispute registered'], 'dispute-answered': ['异议答复', 'Dispute answered'], 'paid-claimed': ['称已还款', 'Said to have paid'], 'paid-claim-judged': ['还款核实', 'Claimed payment judged'],
  'proceedings-noted': ['法院或破产通知', 'Notice of court or insolvency'], 'proceedings-ended': ['程序结束', 'Proceedings ended'], Death: ['死亡', 'Death'], Care: ['照顾', 'Care'], Estate: ['遗产', 'Estate'], EstateLetter: ['致继承人信函', 'Letter to heirs'], Assessment: ['法律评估', 'Legal assessment'],
  ContactQuestion: ['询问联系方式', 'Question to a contact'], Search: ['查找', 'Search'], CareReview: ['照顾复查', 'Review of care'], Concern: ['关切', 'Concern'], DisputeAnswer: ['异议答复', 'Answer to a dispute'], ClaimFiling: ['申报债权', 'Filing of a claim'],
  estates: ['遗产', 'Estates'], searches: ['查找', 'Searches'], disputes: ['异议', 'Disputes'], care: ['照顾', 'Care'],
  // Limitation, guarantees, agencies
  'limitation-suspended': ['时效中止', 'Limitation suspended'], 'limitation-stated': ['时效确定', 'Limitation stated'], 'guarantee-stated': ['保证期间', 'Guarantee stated'], 'guarantee-claimed': ['主张保证', 'Guarantee claimed'], 'guarantee-released': ['解除保证', 'Guarantee released'],
  'placement-offered': ['拟委外', 'Placement prepared'], 'placement-lapsed': ['委外失效', 'Placement lapsed'], 'placed-with-agency': ['委外', 'Placed with an agency'], 'placement-recalled': ['委外收回', 'Placement recalled'], AgencyPlacement: ['委外', 'Placement with an agency'],
  Placement: ['委外', 'Placement'], placements: ['委外', 'Placements'],
  // Score
  daysPastDue: ['逾期天数', 'Days past due'], overdueAmount: ['逾期金额', 'Overdue amount'], balanceToLimit: ['余额与额度比', 'Balance to limit'], creditScore: ['征信分', 'Credit score'], delinquenciesIn12Months: ['一年内逾期次数', 'Delinquencies in 12 months'],
  debtServiceToIncome: ['月供收入比', 'Debt service to income'], contactPoints: ['联系方式', 'Contact points'], response: ['回应', 'Response'], employment: ['就业', 'Employment'], promisesAndPayments: ['承诺与还款', 'Promises and payments'], missing: ['缺失', 'missing'],
};
