"""Codes of escalations, responsibilities, activities, objectives, meetings, relationships and ratings that wait."""

TABLE = """
ESC001 W D | escalation | A finding asks for an escalation and none is open.
ESC002 E S | escalation | A level was asked before the level below has failed.
ESC003 W D | escalation | The review of an open escalation is overdue.
ESC004 E S | escalation_path | A topic has no path, or a path has gaps.
ESC005 W D | escalation | The highest step is unanswered past its day and nothing follows.
ESC006 E S | escalation, escalation_path | The customer's upper levels were asked before our own had decided.
ESC007 W D | escalation | An escalation is closed and nothing that it is about has moved.
ESC008 E S | escalation | An escalation asks for nothing that anybody could give.
ESC009 W S | escalation | Two open escalations are about the same record.
ESC010 W D | escalation | Whoever owns a step has not called or met anybody in time.
ESC011 E S | escalation | The days of the steps are in the wrong order.
RSP001 W D | responsibility | Nobody is in charge of a topic, programme or product line.
RSP002 E S | responsibility | Two persons are in charge of the same thing.
RSP003 W D | responsibility | The owner of a record is not in charge of it.
RSP004 W D | responsibility | A person and the deputy will both be away.
RSP005 W D | responsibility | A handover has not been accepted in time.
RSP006 E S | responsibility | A responsibility was accepted by somebody else than the person named.
RSP007 W D | responsibility | The written phase of a programme differs from the one that its days give.
RSP008 W D | responsibility | Somebody in charge has left.
RSP009 W S | team | One person is in two teams on one day.
ACT001 W D | activity | The day of an open activity has passed.
ACT002 W D | activity | One person has too many first priorities.
ACT003 E S | activity | An activity is done without proof, or dropped without a reason or by the wrong person.
ACT004 E S | activity | An activity ends after the day that cuts it off.
ACT005 W S | activity | The day of an activity has been moved too often.
ACT006 W D | activity | An activity waits for others and nobody has asked them in writing.
ACT007 E S | activity | An activity is about no record and has no reason.
OBJ001 E S | objective | The actual of an objective is typed, although it is computed.
OBJ002 E S | objective | The measure of an objective is unknown, has another unit, or is used twice.
OBJ003 W D | objective, team, responsibility | A period is near and somebody has no agreed objective.
OBJ004 E S | objective | The stored actual of an objective differs from the computed one.
OBJ005 E S | objective | An objective was changed after it was agreed.
OBJ006 W D | objective | A review day has passed without a review.
OBJ007 W D | objective | A topic has open money above the limit and neither objective nor decision.
OBJ008 W S | objective, activity | No activity works for an agreed objective.
OBJ009 I S | objective | The commit of a stored actual is not in this clone.
OBJ010 E S | objective | An objective was closed before its period ended, or twice.
MTG001 W D | meeting_series, meeting | The next meeting of a series is overdue.
MTG002 W D | meeting | A meeting is near and has no brief.
MTG003 E S | meeting | A decision of a meeting has no consequence.
MTG004 W D | meeting | A decision of a meeting has changed nothing in time.
MTG005 W D | meeting | Minutes were not sent, or not answered, in time.
MTG006 E S | meeting | Minutes state another amount than the record.
MTG007 W D | meeting_series, meeting, team | The leader has not joined a series as often as promised.
MTG008 E S | meeting | More was agreed in a meeting than those present of ours may agree.
MTG009 E S | meeting | A result was agreed with people of the customer who may not decide it.
MTG010 E S | meeting | Minutes count as accepted by silence and no clause says so.
MTG011 W S | meeting | One record was postponed in several meetings in a row.
MTG012 W S | meeting | One meeting is recorded twice.
CON003 W D | relationship | Two people who should keep in touch have not met for too long.
CON004 W D | meeting | More money is at stake than anybody we have met may decide.
CON007 W S | relationship | Nobody keeps contact with the first level of management.
CON009 W D | relationship, meeting, escalation, escalation_path | A plan for the future names somebody who has left.
CON011 W D | the team release | An absence is kept on file for too long.
CTR001 W D | the team release | An agreement ends or renews itself soon and nobody has decided.
CTR002 E S | the team release | Something rests on an agreement that only one side has signed.
CTR003 W S | the team release | A part with a price is under no signed agreement.
CTR004 W S | the team release | The terms of the customer are newer than the agreed ones and nobody has objected.
RAT001 W D | customer_scorecard | A plant is on watch or on hold and nobody works on it.
RAT002 W D | customer_scorecard | A plant on hold is quoted for new business.
RAT003 W D | customer_scorecard | The newest scorecard of a plant and site is too old.
"""
