package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Rules;
import io.ghostchain.protocol.Validator;
import io.ghostchain.protocol.Vault;

/**
 * What transactions need to know of the block they are in.
 *
 * @param rules that the header's version selects
 * @param height from 1
 * @param time in milliseconds
 * @param baseFee in units of 10^-18 of the fee asset for one gas
 * @param proposer the account that the proposer's share of the fees goes to
 */
public record BlockTerms(Rules rules, long height, long time, long baseFee, AccountId proposer) {
  /**
   * The account that a validator's fees go to: the one whose first vault is its consensus key
   * alone, without a salt.
   */
  public static AccountId feeAccount(Validator validator) {
    return Vault.of(validator.consensusKey()).accountId(Bytes.EMPTY);
  }
}
