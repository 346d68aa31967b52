"""Task agreement (任务书): indicators, milestones and the payment plan, confirmed by both sides."""
