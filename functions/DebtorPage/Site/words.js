// Every word of the debtor's page: [Chinese, English].

export const words = {
  title: ['账户信息', 'Your account'], overdue: ['逾期金额', 'Overdue'], days: ['已逾期 {0} 天', '{0} days past due'], outstanding: ['全部欠款', 'All that is owed'], due: ['到期日', 'Was due on'], asOf: ['数据日期', 'As of'],
  nothingDue: ['目前没有需要支付的款项。', 'Nothing is due now.'], pay: ['去还款', 'Pay now'], promised: ['您的还款承诺', 'You promised'], amountBy: ['{0}，{1} 前', '{0} by {1}'], disputed: ['您的异议', 'Your objection'], answerBy: ['{0} 前答复您', 'answered by {0}'],
  saidPaid: ['您称已还款', 'You say you paid on'], plan: ['还款计划', 'Your plan'], offered: ['为您拟定的计划', 'A plan for you'], confirm: ['请在 {0} 前回复短信中的验证码确认。', 'Agree to it by {0}: answer our message with its code.'], myself: ['自助办理', 'What you can do here'],
  promise: ['承诺还款日期', 'Say when you will pay'], amount: ['金额', 'Amount'], on: ['还款日期', 'On'], by: ['方式', 'By'], askPlan: ['申请分期', 'Ask for instalments'], planNote: ['请如实填写；超出可办理范围时，我们会与您联系。', 'Please tell us how things are. If we cannot agree here, somebody will talk with you.'],
  instalments: ['期数（每月一期）', 'Instalments, one a month'], firstDue: ['首期日期', 'First one on'], income: ['每月收入', 'Income a month'], spending: ['每月必要支出', 'What you need a month'], otherDebts: ['每月其他债务', 'Other debts a month'], havePaid: ['我已还款', 'I have paid'], paidOn: ['还款日期', 'On'],
  dispute: ['提出异议', 'Object'], disputeNote: ['答复之前，我们不会就此向您催收。', 'Until we have answered we will not ask you for this.'], what: ['对什么有异议', 'What about'], words: ['说明', 'In your words'], optOut: ['停止接收', 'No more messages'], optOutNote: ['关闭后我们不再通过该渠道催收。', 'We will no longer collect by it.'],
  channel: ['渠道', 'By'], send: ['提交', 'Send'], questions: ['有疑问或遇到困难，请致电 {0}。', 'Questions, or hard times? Call {0}.'], reference: ['查询编号 {0}', 'Reference {0}'], holds: ['本页面有效期至 {0}', 'This page holds until {0}'],
  inPerson: ['此事需当面沟通，请致电 {0}。', 'Please call {0}: we will talk about this in person.'], noLink: ['链接无效或已过期。请使用最近一条短信中的链接，或致电其中的热线。', 'This link is wrong or has ended. Use the one in our latest message, or call the number in it.'],
  tooOften: ['操作过于频繁，请稍后再试。', 'That was too often. Try again later.'], failed: ['未能办理，请检查后重试，或致电我们。', 'That did not work. Check it and try again, or call us.'],
  'no:approval-needed': ['请选择更近的日期。', 'Choose an earlier day.'], 'no:too-far-ahead': ['请选择更近的日期。', 'Choose an earlier day.'], 'no:due-in-the-past': ['日期不能早于今天。', 'The day is over.'], 'no:more-than-owed': ['金额超过欠款总额。', 'That is more than is owed.'], 'no:claims-used': ['请致电并提供还款凭证。', 'Please call, and show proof of the payment.'],
  'no:paid-on': ['请填写最近的还款日期。', 'Name a recent day.'], 'no:promise-being-judged': ['上一次承诺正在核实。', 'Your last promise is being looked at.'],
  'done:promised': ['已记录您的承诺，谢谢。', 'Thank you: your promise is taken down.'], 'done:offered': ['已为您拟定计划，请留意短信中的验证码。', 'Your plan is ready: look out for our message with its code.'], 'done:asked': ['已收到，我们会与您联系。', 'Thank you: somebody will talk with you.'],
  'done:disputed': ['已登记您的异议。', 'Your objection is registered.'], 'done:looked-for': ['我们会核实您的还款。', 'We will look for your payment.'], 'done:closed': ['已关闭。', 'Closed.'],
  'of:transfer': ['转账', 'transfer'], 'of:app': ['手机银行', 'app'], 'of:card': ['银行卡', 'card'], 'of:branch': ['网点', 'branch'], 'of:other': ['其他', 'other'], 'of:Amount': ['金额', 'the amount'], 'of:Fees': ['费用', 'the fees'], 'of:AlreadyPaid': ['已经还款', 'it is paid'],
  'of:NotMine': ['非本人借款', 'it is not mine'], 'of:Fraud': ['欺诈', 'fraud'], 'of:Other': ['其他', 'something else'], 'of:Sms': ['短信', 'SMS'], 'of:Email': ['邮件', 'e-mail'], 'of:Call': ['电话', 'calls'],
};
