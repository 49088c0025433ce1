"""The measures of Annex A that each list gives, by id, so that each check names them once."""

CONTACTS = (
    "contacts_total",
    "annex_contacts_6m",
    "contacts_weekly",
    "annex_contacts_weekly_6m",
    "contact_conversion_pct",
    "annex_contact_conversion_6m_pct",
)
EARLY_HELP = ("annex_early_help_assessments", "annex_early_help_assessments_6m")
REREFERRALS = ("rereferrals_12m_pct", "annex_rereferrals_6m_pct")
REFERRALS = (
    "annex_referrals",
    "annex_referrals_6m",
    *REREFERRALS,
    "annex_referrals_nfa_pct",
    "annex_referrals_nfa_6m_pct",
)
ASSESSMENTS_IN_TIME = (
    "assessments_45wd_pct",
    "annex_assessments_45wd_6m_pct",
    "assessment_days_avg",
    "annex_assessment_days_avg_6m",
)
ASSESSMENTS = ("assessments_completed", "annex_assessments_completed_6m", *ASSESSMENTS_IN_TIME)
CONFERENCES_IN_TIME = ("annex_conferences_15wd_pct", "annex_conferences_15wd_6m_pct")
CONFERENCES = (
    "annex_conferences",
    "annex_conferences_6m",
    *CONFERENCES_IN_TIME,
    "annex_conference_plans_pct",
    "annex_conference_plans_6m_pct",
)
ENQUIRIES = ("annex_section_47_enquiries", "annex_section_47_enquiries_6m", *CONFERENCES)
IN_NEED = ("annex_children_in_need",)
SECOND_PLANS = ("cpp_second_pct", "annex_cpp_second_6m_pct")
PLAN_LENGTHS = ("cpp_duration", "cpp_2yr_pct")
PLANS = ("cpp_number", "cpp_rate_10k", *PLAN_LENGTHS, *SECOND_PLANS)
VISITS = ("visits_6wk_pct", "visits_12wk_pct")
CLA_REVIEWS = ("annex_reviews_current_pct",)
INTERVIEWS = ("annex_return_interview_offered_pct", "annex_return_interview_accepted_pct")
CLA_MISSING = ("annex_missing_pct", *INTERVIEWS)
CLA_PLACEMENTS = ("annex_three_plus_placements_pct",)
LOOKED_AFTER = (
    "annex_cla_number",
    *VISITS,
    *CLA_REVIEWS,
    "annex_health_assessment_pct",
    "annex_dental_pct",
    "annex_permanence_plan_pct",
    *CLA_PLACEMENTS,
    "annex_out_of_area_pct",
    *CLA_MISSING,
)
PATHWAY = ("pathway_plans_pct",)
LEAVERS = (
    "care_leavers_number",
    *PATHWAY,
    "annex_cl_in_touch_pct",
    "annex_cl_eet_pct",
    "annex_cl_suitable_pct",
)
ADOPTION = ("annex_children_waiting_adoption", "annex_children_adopted")
ADOPTERS_IN_TIME = ("adopters_approved_in_time_pct",)
ADOPTERS = (
    "adopters_approved",
    *ADOPTERS_IN_TIME,
    "adopters_matched_3m",
    "annex_adopters_matched_3m_pct",
    "approved_adopters_unmatched",
    "adopter_pipeline",
)
EVERYTHING = (
    *CONTACTS,
    *EARLY_HELP,
    *REFERRALS,
    *ASSESSMENTS,
    *ENQUIRIES,
    *IN_NEED,
    *PLANS,
    *LOOKED_AFTER,
    *LEAVERS,
    *ADOPTION,
    *ADOPTERS,
)
