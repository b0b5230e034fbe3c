"""What the program asks of the measures: parameters with their units, interpretations with the options it can follow.

The schema of the measures says the same to whoever edits them; a test holds the two together.
"""

from collections.abc import Mapping

__all__ = ["CEILINGS", "INTERPRETATIONS", "PARAMETERS", "UNITS"]

UNITS: Mapping[str, type] = {
    "年": int,
    "月": int,
    "日": int,
    "次": int,
    "元": str,
    "比例": str,
    "比例（年费率）": str,
    "代码": list,
    "词语": list,
    "是否": bool,
}
"""The kind of value that each unit has; what is money or a fraction is exact decimal text."""

PARAMETERS: Mapping[str, str] = {
    "purchaser_kinds": "词语",
    "responsible_departments": "词语",
    "categories": "代码",
    "operation_years": "年",
    "fields": "代码",
    "development_years": "年",
    "origins": "代码",
    "materials": "代码",
    "consulting_departments": "词语",
    "validity_years": "年",
    "editions_a_year": "次",
    "reserved_share": "比例",
    "preference_wordings": "词语",
    "irreplaceable_rights": "词语",
    "irreplaceable_wordings": "词语",
    "track_record_years": "年",
    "track_record_wordings": "词语",
    "scale_conditions": "词语",
    "scale_wordings": "词语",
    "scale_wordings_with_measure": "词语",
    "scale_exempt_contexts": "词语",
    "scale_lawful_phrases": "词语",
    "manufacturer_wordings": "词语",
    "manufacturer_letters": "词语",
    "imported_wordings": "词语",
    "insured_risks": "词语",
    "premium_share": "比例",
    "premium_rate_ceiling": "比例（年费率）",
    "premium_cap_yuan": "元",
    "premium_years": "年",
    "premium_proofs": "词语",
    "scenario_share": "比例",
    "scenario_cap_yuan": "元",
    "sanction_years": "年",
    "violations": "代码",
    "fraud_consequences": "词语",
    "state_secrets_excluded": "是否",
    "interpreting_departments": "词语",
    "reconsideration_days": "日",
    "litigation_months": "月",
    "document_types": "词语",
}

CEILINGS: tuple[str, ...] = ("premium_share", "premium_rate_ceiling", "premium_cap_yuan", "scenario_cap_yuan")
"""Parameters that a year's notice may set lower (art. 22), never higher."""

INTERPRETATIONS: Mapping[str, Mapping[str, bool]] = {
    "D-01": {"either": True, "type_area": False, "page": False},
    "D-02": {"closing_date": True, "submission_date": True},
    "D-03": {"not_extended": True, "extended": False},
    "D-04": {"other_with_reason": True, "refuse": False},
    "D-05": {"earliest_documented": True, "declared": False},
    "D-06": {"registered_address": True, "plant_address": False},
    "D-07": {"document_date": True, "publication_date": False, "certificate_date": False},
    "D-08": {"all_valid": True, "new_only": False},
    "D-09": {"amount": True, "projects": True},
    "D-10": {"bid_deadline": True, "published_on": True},
    "D-11": {"separate_decision": True, "automatic": True},
    "D-12": {"until_lifted": True, "credit_term": True},
    "D-13": {"included": True, "excluded": False},
    "D-14": {"annual_rate": True, "as_written": True},
    "D-15": {"start_inside": True, "whole_term": True, "days_inside": True},
    "D-16": {"down_yuan": True, "fen": True, "half_up_yuan": True, "down_hundred_yuan": True},
    "D-17": {"product_life": True, "insured_year": True},
    "D-18": {"applicant_first": True, "product_first": False, "year_first": False},
    "D-19": {"whole_amount": True, "marginal": True},
    "D-20": {"product_scenario": True, "applicant_year": False},
    "D-21": {"top_up": True, "refuse": True, "repay_first": True},
    "D-22": {"sum_within_cost": True, "ignored": True, "as_same_kind": True},
    "D-23": {"annual_notice": True, "fixed": False},
    "D-24": {"czedz": True, "made_up": False},
    "D-25": {"five_working_days": True, "seven_days": False},
    "D-26": {"cumulative": True, "calendar_window": True, "restarts": True},
    "D-27": {"lower": True, "apart": True},
    "D-28": {"ceiling_on_base": True, "bars": True, "no_ceiling": True},
}
"""The options of each interpretation, and whether the program can follow them: one that it cannot may not be chosen."""
